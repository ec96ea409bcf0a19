package dev.rejoin.server.protocol;

/** What the ids in messages look like. Checked here, so that they are data and never markup. */
public final class Ids {
  public static final int MAX_DOCUMENT_LENGTH = 128;

  /** 128 bits in base64url. */
  public static final int CLIENT_LENGTH = 22;

  public static final int SITE_LENGTH = 12;

  static final String SITE_FORM = SITE_LENGTH + " of A-Z a-z 0-9 _ -";

  /** Of names that the server gives itself: sessions, lineages, users. */
  private static final int MAX_NAME_LENGTH = 128;

  private Ids() {}

  /** Whether {@code id} can name a document: 1 to 128 of A-Z a-z 0-9 _ and -. */
  public static boolean isDocument(String id) {
    return !id.isEmpty() && id.length() <= MAX_DOCUMENT_LENGTH && isBase64Url(id);
  }

  static void requireDocument(String id) {
    if (!isDocument(id)) {
      throw new IllegalArgumentException(
          "doc is not 1 to " + MAX_DOCUMENT_LENGTH + " of A-Z a-z 0-9 _ -");
    }
  }

  /** The message never repeats the id: it is a secret. */
  static void requireClient(String id) {
    if (id.length() != CLIENT_LENGTH || !isBase64Url(id)) {
      throw new IllegalArgumentException("client is not " + CLIENT_LENGTH + " of A-Z a-z 0-9 _ -");
    }
  }

  static boolean isSite(String id) {
    return id.length() == SITE_LENGTH && isBase64Url(id);
  }

  static void requireSite(String id) {
    if (!isSite(id)) {
      throw new IllegalArgumentException("site is not " + SITE_FORM);
    }
  }

  static void requireName(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException(
          "id has " + name.length() + " units, wanted 1 to " + MAX_NAME_LENGTH);
    }
  }

  private static boolean isBase64Url(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      boolean letter = (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
      boolean digit = unit >= '0' && unit <= '9';
      if (!letter && !digit && unit != '_' && unit != '-') {
        return false;
      }
    }
    return true;
  }
}
