package dev.rejoin.server.replay;

import dev.rejoin.server.replay.IncidentBundle.Place;

/** Where a client's text begins to be another. */
final class Difference {
  private Difference() {}

  /** In numbers: what a verdict says may be read by those who may not read the text. */
  static String between(String right, Place client) {
    if (client.content().isEmpty()) {
      return "its text of %d units is another; rightly it has %d"
          .formatted(client.length(), right.length());
    }
    String wrong = client.content().get();
    int at = 0;
    int most = Math.min(right.length(), wrong.length());
    while (at < most && right.charAt(at) == wrong.charAt(at)) {
      at++;
    }
    return "its text of %d units is another from position %d on; rightly it has %d"
        .formatted(wrong.length(), at, right.length());
  }
}
