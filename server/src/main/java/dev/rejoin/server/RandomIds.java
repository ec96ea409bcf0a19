package dev.rejoin.server;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Ids of 128 random bits, in base64url: 22 letters. */
final class RandomIds implements Supplier<String> {

  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  @Override
  public String get() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
