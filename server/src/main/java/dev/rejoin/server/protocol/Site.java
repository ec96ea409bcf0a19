package dev.rejoin.server.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The public name of a client. Everyone may see it, and only who knows the client id can write
 * under it: the way back is a preimage of SHA-256.
 */
public final class Site {
  private Site() {}

  /** The first 12 characters (72 bits) of base64url(SHA-256(client as UTF-8)). */
  public static String of(String client) {
    byte[] digest = sha256().digest(client.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().encodeToString(digest).substring(0, Ids.SITE_LENGTH);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
