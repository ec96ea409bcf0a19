package dev.rejoin.server.simulation;

import java.util.List;

/** Which programs the clients of a run are. */
enum Players {
  /** All are the one of this simulation. */
  JAVA(""),
  /** Every second one is that of browsers, in a {@link Script}. */
  SCRIPT(" script");

  private final String said;

  Players(String said) {
    this.said = said;
  }

  /** What stands at the end of the first line of a schedule. */
  String said() {
    return said;
  }

  static Players parse(List<String> words) {
    if (words.isEmpty()) {
      return JAVA;
    }
    if (words.equals(List.of("script"))) {
      return SCRIPT;
    }
    throw new IllegalArgumentException("nobody plays as " + words);
  }
}
