package dev.rejoin.load;

import dev.rejoin.load.editor.Address;
import dev.rejoin.load.editor.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the command was told to do.
 *
 * @param trace a file or the name of a bundled one; empty: a scenario
 * @param url of a server that runs already; empty: it starts its own
 * @param limit how long the editors may take to come to rest
 */
record Options(
    Optional<String> trace,
    Play play,
    int editors,
    int edits,
    Pace pace,
    Optional<Address> url,
    String store,
    Duration time,
    int kills,
    long seed,
    Duration limit) {

  /** What the editors do. */
  enum Play {
    TRACE,
    TYPING,
    HOT_DOCUMENT,
    REJOIN,
    KILL;

    static Play named(String name) {
      return switch (name) {
        case "typing" -> TYPING;
        case "hot-document" -> HOT_DOCUMENT;
        case "rejoin" -> REJOIN;
        case "kill" -> KILL;
        default -> throw new IllegalArgumentException("there is no scenario " + name);
      };
    }
  }

  static final String HELP =
      """
      Simulated editors over real sockets, and a verdict.

      Usage: load-tests/load --trace NAME|FILE [--editors N] [options]
             load-tests/load --scenario NAME   [--editors N] [options]

      What the editors do
        --trace NAME|FILE    replay a recorded trace: automerge-paper, rustcode, friendsforever_flat,
                             or a flat .json.gz in the form of editing-traces. One editor must end
                             with the trace's own text; several share its edits
        --edits N            only the first N edits of the trace [all]
        --scenario typing    everyone types, two in a document
        --scenario hot-document   everyone types in one document
        --scenario rejoin    connections are cut at random; their people type on, and come back
        --scenario kill      kill -9 of the server while everyone types as fast as it goes
        --editors N          how many [1 for a trace, 8 for a scenario]
        --seconds N          how long a scenario types [10]
        --kills N            how often the server is killed [5]
        --seed N             of what is typed and what breaks [1]

      How fast they type
        --ahead N            edits that an editor types at most while an operation is in flight;
                             together they are its next operation [32 for a trace]
        --single             each edit is an operation of its own and waits for its acknowledgement
        --pace N             edits a second and editor, whatever the network does
                             [10 for a scenario; as fast as it goes for a trace]

      The server
        --url URL            one that runs already, such as http://127.0.0.1:8080; its limits on
                             operations a second hold
        --store KIND         of its own server, which it starts on a temporary directory, without
                             those limits, and stops in the end: sqlite or memory [sqlite]
        --limit SECONDS      how long the editors may take to come to rest [600]

      The last line is VERDICT: PASS … or VERDICT: FAIL …; the exit code is 0, or 1 for a failure,
      or 2 if it could not begin.
      """;

  private static final List<String> FLAGS = List.of("--single");
  private static final List<String> VALUED =
      List.of(
          "--trace",
          "--edits",
          "--scenario",
          "--editors",
          "--seconds",
          "--kills",
          "--seed",
          "--ahead",
          "--pace",
          "--url",
          "--store",
          "--limit");
  private static final int TRACE_AHEAD = 32;
  private static final int PERSON_EDITS_PER_SECOND = 10;

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Options parse(List<String> arguments) {
    Arguments given = new Arguments(arguments, FLAGS, VALUED);
    if (given.has("--trace") == given.has("--scenario")) {
      throw new IllegalArgumentException("either --trace or --scenario is wanted");
    }
    Play play = given.text("--scenario").map(Play::named).orElse(Play.TRACE);
    if (play == Play.KILL && given.has("--url")) {
      throw new IllegalArgumentException(
          "--scenario kill only kills a server of its own, no --url");
    }
    return new Options(
        given.text("--trace"),
        play,
        given.number("--editors", play == Play.TRACE ? 1 : 8, 1),
        given.number("--edits", Integer.MAX_VALUE, 1),
        pace(given, play),
        given.text("--url").map(Address::of),
        store(given.text("--store").orElse("sqlite")),
        Duration.ofSeconds(given.number("--seconds", 10, 1)),
        given.number("--kills", 5, 1),
        given.number("--seed", 1, 0),
        Duration.ofSeconds(given.number("--limit", 600, 1)));
  }

  private static Pace pace(Arguments given, Play play) {
    if (given.has("--single")) {
      return Pace.single();
    }
    int ahead = given.number("--ahead", -1, 0);
    int pace = given.number("--pace", 0, 1);
    if (ahead >= 0 || pace > 0) {
      return new Pace(ahead >= 0 ? ahead : Integer.MAX_VALUE, pace);
    }
    return play == Play.TRACE ? Pace.ahead(TRACE_AHEAD) : Pace.perSecond(PERSON_EDITS_PER_SECOND);
  }

  private static String store(String name) {
    if (!List.of("sqlite", "memory").contains(name)) {
      throw new IllegalArgumentException("--store is sqlite or memory, got " + name);
    }
    return name;
  }
}
