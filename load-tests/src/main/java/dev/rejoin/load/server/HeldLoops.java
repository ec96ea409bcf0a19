package dev.rejoin.load.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Listens to what a server logs of event loops that were held. It goes by the clock, and on a busy
 * machine others have the processor for a while: so only what is very long counts.
 */
final class HeldLoops {
  private static final long VERY_LONG_MILLIS = 3_000;

  /** Ours, and that of Vert.x; digits in groups as the language of the machine has them. */
  private static final Pattern HELD =
      Pattern.compile("(?:a task held its event loop|has been blocked) for (\\d\\S*) ms");

  private long longestMillis;

  /** One line of the log. */
  synchronized void take(String line) {
    Matcher held = HELD.matcher(line);
    if (held.find()) {
      long millis = Long.parseLong(held.group(1).replaceAll("\\D", ""));
      longestMillis = Math.max(longestMillis, millis);
    }
  }

  /** What is wrong, if a loop was held for very long. */
  synchronized Optional<String> complaint() {
    return longestMillis > VERY_LONG_MILLIS
        ? Optional.of(
            "the server says that a task held its event loop for " + longestMillis + " ms")
        : Optional.empty();
  }
}
