package dev.rejoin.server.replay;

import dev.rejoin.ot.Operation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a client knows of an incident. Field by field in docs/incidents.md.
 *
 * @param text whether text is in it; otherwise operations insert blanks, and people go by
 *     fingerprints
 * @param key the fingerprint of the lineage
 * @param agreed the last revision at which client and server were known to agree
 * @param noticed where it was noticed, and the client's text there
 * @param answered the server answered an opening with this other log
 * @param log what the server has stored, where somebody put it in
 */
public record IncidentBundle(
    boolean text,
    String version,
    Kind kind,
    String document,
    String key,
    Optional<String> lineage,
    String site,
    OptionalLong agreed,
    Start start,
    List<Happening> trail,
    Place noticed,
    boolean shownAgrees,
    Optional<Answered> answered,
    Optional<History> log) {
  public IncidentBundle {
    trail = List.copyOf(trail);
  }

  /** What was noticed. */
  enum Kind {
    ASKED("somebody asked"),
    MISMATCH("the server's hash was another"),
    DIVERGED("the server had another log"),
    ANOTHER_WRITER("the log had an operation in this client's name that it had not sent"),
    OTHER_OPERATION("the log had another operation than the client had sent"),
    DOES_NOT_FIT("a step did not fit the text");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** How the client came to the text that its trail begins from. */
  enum Origin {
    /** The server gave it whole. */
    SERVER,
    /** The server named the same hash. */
    HASH,
    /** The device had kept it. */
    DEVICE,
    /** Step by step, and those steps are no longer here. */
    STEPS
  }

  /** A text of the client's. */
  record Place(long revision, int length, String print, Optional<String> content) {}

  /**
   * Where the trail begins.
   *
   * @param sequence how many operations of this client the log was known to hold
   */
  record Start(Place place, Origin origin, long sequence, Optional<Waiting> waiting) {}

  /** What was in flight there: as it was frozen, and as the client had moved it by then. */
  record Waiting(Own own, long revision, Operation moved) {}

  /** An operation of this client's own, and the fingerprint of all that it inserts. */
  record Own(long sequence, Operation operation, String inserted) {}

  /** One event of the trail. */
  sealed interface Happening {

    /** An operation went out, frozen at {@code revision}. */
    record Sent(Own own, long revision) implements Happening {}

    /**
     * Steps came.
     *
     * @param server what the server says of its text behind the last step
     * @param sequence after a reconnect: how many operations of this client the log then holds
     * @param length of the client's text then; empty: it could not take the steps in
     * @param print of what the steps make of the text of the start, as the client finds
     */
    record Came(
        long from,
        List<Arrived> steps,
        Optional<String> server,
        OptionalLong sequence,
        OptionalInt length,
        Optional<String> print)
        implements Happening {}
  }

  /**
   * One step.
   *
   * @param by empty: several people's, folded
   * @param operation empty: it could not be read
   * @param inserted where it is the client's own: of all text that it inserts
   */
  record Arrived(
      Optional<String> by,
      long sequence,
      int count,
      Optional<Operation> operation,
      Optional<String> print,
      Optional<String> inserted) {}

  /** Another log. */
  record Answered(String key, long revision) {}

  /** One line for people. */
  public String summary() {
    return "document %s, client %s (%s): %s at revision %d; last known to agree at %s; %d events%s"
        .formatted(
            document,
            site,
            version,
            kind.words(),
            noticed.revision(),
            agreed.isPresent() ? String.valueOf(agreed.getAsLong()) : "no revision",
            trail.size(),
            text ? ", with text" : ", without text");
  }

  /** The first revision that is spoken of: where the trail begins, or what was in flight there. */
  public long first() {
    long begin = start.place().revision();
    return start.waiting().map(waiting -> Math.min(begin, waiting.revision())).orElse(begin);
  }

  /** The last revision that is spoken of. */
  public long last() {
    long last = Math.max(start.place().revision(), noticed.revision());
    for (Happening happening : trail) {
      if (happening instanceof Happening.Came came) {
        long to = came.from() + came.steps().stream().mapToLong(Arrived::count).sum();
        last = Math.max(last, to);
      }
    }
    return last;
  }
}
