package dev.rejoin.server.fuzz;

import dev.rejoin.ot.testing.SplitMix64;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Inputs from a seed: one of the kept ones, changed in a few places, by pieces of the formats that
 * are read here. For machines without Jazzer, and for every build.
 */
public final class Mutations {

  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u",
    "\\ud83d",
    "null",
    "true",
    "-",
    "0",
    "1e9",
    "1.0",
    "9007199254740993",
    "99999999999999999999",
    "-0",
    "NaN",
    "\"t\":",
    "\"op\":[",
    "\"a\":{",
    "//",
    "\0",
    "\n",
    "\ufeff",
    "\ud83d\ude00",
    "\u00e9",
    "\u202e",
    ".evil.example",
    ":80",
    "[1,1]"
  };

  private static final int MOST = 4;

  private Mutations() {}

  /** One of the kept, changed in up to four places. */
  public static byte[] of(List<byte[]> kept, SplitMix64 random) {
    byte[] bytes = kept.get(random.below(kept.size()));
    for (int changes = random.below(MOST + 1); changes > 0; changes--) {
      bytes = changed(bytes, kept, random);
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, List<byte[]> kept, SplitMix64 random) {
    int at = random.below(bytes.length + 1);
    int end = Math.min(bytes.length, at + random.below(MOST));
    byte[] put =
        switch (random.below(6)) {
          case 0 -> new byte[0];
          case 1 -> new byte[] {(byte) random.next()};
          case 2 -> Arrays.copyOfRange(bytes, random.below(at + 1), at);
          case 3 -> new byte[random.below(MOST)];
          case 4 -> tail(kept.get(random.below(kept.size())), random);
          default -> random.oneOf(PIECES).getBytes(StandardCharsets.UTF_8);
        };
    byte[] result = Arrays.copyOf(bytes, at + put.length + bytes.length - end);
    System.arraycopy(put, 0, result, at, put.length);
    System.arraycopy(bytes, end, result, at + put.length, bytes.length - end);
    return result;
  }

  private static byte[] tail(byte[] other, SplitMix64 random) {
    return Arrays.copyOfRange(other, random.below(other.length + 1), other.length);
  }
}
