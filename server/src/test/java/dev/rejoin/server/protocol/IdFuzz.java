package dev.rejoin.server.protocol;

import dev.rejoin.server.fuzz.FuzzTarget;
import dev.rejoin.server.fuzz.Properties;
import java.util.List;
import java.util.function.Predicate;

/** Ids: what may be one is said here a second time, by a pattern. */
public final class IdFuzz {

  private static final String DOCUMENT = "[A-Za-z0-9_-]{1,128}";
  private static final String SITE = "[A-Za-z0-9_-]{12}";

  public static final FuzzTarget SOUND = target(Ids::isDocument);

  /** Takes Unicode's letters for letters. */
  public static final FuzzTarget PLANTED =
      target(id -> !id.isEmpty() && id.length() <= 128 && id.matches("(?U)[\\w-]+"));

  public static final List<byte[]> SEEDS =
      Properties.seeds("notes", "A-b_9", "a".repeat(128), "a".repeat(129), "../x", "a b", "\u00e9");

  private IdFuzz() {}

  private static FuzzTarget target(Predicate<String> isDocument) {
    return input -> {
      String id = Properties.utf8(input).orElse("");
      Properties.require(isDocument.test(id) == id.matches(DOCUMENT), "a document's id: " + id);
      Properties.require(Ids.isSite(id) == id.matches(SITE), "a site's id: " + id);
      Properties.require(Ids.isSite(Site.of(id)), "the site of " + id + " is none");
    };
  }
}
