package dev.rejoin.server.replay;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.ot.Operation;
import dev.rejoin.server.replay.IncidentBundle.Arrived;
import dev.rejoin.server.replay.IncidentBundle.Happening;
import dev.rejoin.server.replay.IncidentBundle.Happening.Came;
import dev.rejoin.server.replay.IncidentBundle.Happening.Sent;
import dev.rejoin.server.replay.IncidentBundle.Kind;
import dev.rejoin.server.replay.IncidentBundle.Place;
import java.util.Optional;

/**
 * Does again what a client did, one step after the other, and stops at the first that is not as it
 * should be. Each step is looked at in this order, so that nobody is blamed for what was wrong
 * before it came to them:
 *
 * <pre>
 *   stored ──► sent by the server ──► the client's own: as it sent it? ──► taken in by the client
 * </pre>
 */
public final class Replay {
  private final IncidentBundle bundle;
  private final Optional<StoredSide> stored;
  private final OwnOperations own;

  /** What the steps make of the text; empty: no text is at hand. */
  private Optional<Document> text;

  private int length;
  private long reached;

  private Replay(IncidentBundle bundle, Optional<StoredSide> stored) {
    this.bundle = bundle;
    this.stored = stored;
    Place start = bundle.start().place();
    own = new OwnOperations(bundle.start(), stored.isPresent());
    text =
        stored.isPresent()
            ? Optional.of(stored.get().textAtStart())
            : start.content().map(content -> Document.of(DocumentType.TEXT, content));
    length = start.length();
    reached = start.revision();
  }

  /** What went wrong, as far as the bundle, and the log if there is one, can tell. */
  public static Verdict of(IncidentBundle bundle, Optional<History> history) {
    Optional<Verdict> before = history.flatMap(log -> LogCheck.of(bundle, log));
    if (before.isPresent()) {
      return before.get();
    }
    if (history.isEmpty() && bundle.answered().isPresent()) {
      return LogCheck.answeredByAnother(bundle);
    }
    Optional<StoredSide> stored =
        history
            .filter(log -> log.base() <= bundle.start().place().revision())
            .map(log -> new StoredSide(bundle, log));
    Verdict verdict = new Replay(bundle, stored).verdict();
    return history.isPresent() ? LogCheck.after(verdict, bundle, history.get()) : verdict;
  }

  /** Where no stored log has the bundle's lineage. */
  public static Verdict withoutItsLog(IncidentBundle bundle, String where) {
    return bundle.answered().isPresent()
        ? LogCheck.answeredByAnother(bundle)
        : new Verdict.NotEnough(
            "no document in %s has its lineage: it is of another server, or was deleted"
                .formatted(where));
  }

  private Verdict verdict() {
    Optional<Verdict> found =
        stored.flatMap(StoredSide::atStart).or(() -> stored.flatMap(StoredSide::waitingAtStart));
    for (Happening happening : bundle.trail()) {
      if (found.isPresent()) {
        return found.get();
      }
      if (happening instanceof Sent sent) {
        own.sent(sent.own(), sent.revision());
      } else {
        found = came((Came) happening);
      }
    }
    return found.orElseGet(this::atTheEnd);
  }

  private Optional<Verdict> came(Came came) {
    long before = reached;
    if (came.from() != reached) {
      return sentOtherwise(
          reached, "it sent what follows revision " + came.from() + " to who stood at " + reached);
    }
    for (Arrived step : came.steps()) {
      Optional<Verdict> wrong = step(step);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return wrongCount(came).or(() -> wrongText(came)).or(() -> notTaken(came, before));
  }

  private Optional<Verdict> step(Arrived step) {
    long after = reached;
    reached += step.count();
    Optional<Verdict> notStored = stored.flatMap(log -> log.compare(step, after, reached));
    if (notStored.isPresent()) {
      return notStored;
    }
    if (step.operation().isEmpty()) {
      return sentOtherwise(after, "what it sent is no operation");
    }
    boolean ours = step.by().filter(bundle.site()::equals).isPresent();
    Optional<Verdict> notAsSent = ours ? own.compare(step, reached) : Optional.empty();
    if (notAsSent.isPresent()) {
      return notAsSent;
    }
    if (!ours) {
      try {
        own.passedBy(reached, step.operation().get());
      } catch (InvalidOperationException e) {
        return sentOtherwise(
            after, "what it sent does not fit what was in flight: " + e.getMessage());
      }
    }
    return apply(step, after);
  }

  /** Where the log is at hand, the step is known to be what is stored: then that is done. */
  private Optional<Verdict> apply(Arrived step, long after) {
    Operation operation =
        stored.map(log -> log.operation(after, reached)).orElse(step.operation().get());
    try {
      if (text.isPresent()) {
        text.get().apply(operation);
      } else if (operation.baseLength() != length) {
        throw InvalidOperationException.baseLength(operation.baseLength(), length);
      }
    } catch (InvalidOperationException e) {
      return sentOtherwise(after, "what it sent does not fit: " + e.getMessage());
    }
    length = operation.targetLength();
    return Optional.empty();
  }

  /** After a reconnect: the log has more, or fewer, operations of this client than it knows of. */
  private Optional<Verdict> wrongCount(Came came) {
    if (came.sequence().isEmpty() || came.sequence().getAsLong() == own.last()) {
      return Optional.empty();
    }
    return own.storedOtherwise(
        reached,
        came.sequence().getAsLong(),
        "so many operations of this client are in the log, it knows of " + own.last());
  }

  private Optional<Verdict> wrongText(Came came) {
    Optional<String> made = made(came);
    if (came.server().isPresent() && made.isPresent() && !came.server().equals(made)) {
      if (text.isEmpty()) {
        return Optional.of(unknownSide());
      }
      return stored.isPresent()
          ? sentOtherwise(reached - 1, "it named the hash of another text than it has stored")
          : sentOtherwise(
              bundle.start().place().revision(),
              "its steps do not lead to the text that it says it has");
    }
    return Optional.empty();
  }

  /** The steps may be wrong, or the way in which the client does them: both times it is wrong. */
  private Verdict unknownSide() {
    return new Verdict.NotEnough(
        "they came apart somewhere in revisions %d to %d; on which side, only the log (--data) or the text can tell"
            .formatted(bundle.start().place().revision() + 1, reached));
  }

  /** What the steps make of the text: as it is here, or else as the client found. */
  private Optional<String> made(Came came) {
    return text.isPresent() ? print(text.get()) : came.print();
  }

  private Optional<String> print(Document document) {
    return lineage().map(name -> new Prints(name).text(reached, document.hash()));
  }

  private Optional<String> lineage() {
    return bundle.lineage().or(() -> stored.map(StoredSide::name));
  }

  private Optional<Verdict> notTaken(Came came, long before) {
    if (came.print().isPresent() && text.isPresent() && !came.print().equals(made(came))) {
      return computedOtherwise(before, "the client applies that step wrongly");
    }
    if (came.length().isEmpty()) {
      return computedOtherwise(before, "the client did not take in what is right");
    }
    if (came.length().getAsInt() != length) {
      return computedOtherwise(
          bundle.start().place().revision(),
          "its text had %d units, rightly %d".formatted(came.length().getAsInt(), length));
    }
    return Optional.empty();
  }

  private Verdict atTheEnd() {
    Place noticed = bundle.noticed();
    if (noticed.revision() != reached) {
      return new Verdict.NotEnough(
          "it was noticed at revision %d, and the steps lead to %d"
              .formatted(noticed.revision(), reached));
    }
    Optional<String> right = text.isPresent() ? print(text.get()) : lastPrint();
    if (right.isPresent() && !right.get().equals(noticed.print())) {
      return computedOtherwise(
              bundle.start().place().revision(),
              text.map(here -> Difference.between(here.text(), noticed))
                  .orElse("its text is another"))
          .get();
    }
    if (!bundle.shownAgrees()) {
      return computedOtherwise(
              // Nothing says since when: the editor is not looked at while all goes well.
              0, "the editor does not show the text that the client has")
          .get();
    }
    return nothingFound(right.isPresent());
  }

  private Verdict nothingFound(boolean wasCompared) {
    IncidentBundle.Origin origin = bundle.start().origin();
    boolean known = origin == IncidentBundle.Origin.SERVER || origin == IncidentBundle.Origin.HASH;
    if (stored.isPresent()) {
      return new Verdict.Level(
          reached, "%,d units, the same as the stored log makes".formatted(length));
    }
    if (bundle.kind() != Kind.ASKED) {
      return new Verdict.NotEnough(
          bundle.kind().words() + ", and nothing in the bundle shows why; the log would (--data)");
    }
    if (!known || !wasCompared) {
      return new Verdict.NotEnough(
          "nothing says that the text was right at revision %d, where the bundle begins; the log would (--data)"
              .formatted(bundle.start().place().revision()));
    }
    return new Verdict.Level(
        reached,
        "%,d units, as the server's steps make them; its log was not looked at (--data)"
            .formatted(length));
  }

  /** What the client found that the last steps make of the text. */
  private Optional<String> lastPrint() {
    Optional<String> last = Optional.of(bundle.start().place().print());
    for (Happening happening : bundle.trail()) {
      if (happening instanceof Came came) {
        last = came.print();
      }
    }
    return last;
  }

  private Optional<Verdict> sentOtherwise(long after, String what) {
    return Optional.of(new Verdict.SentOtherwise(after, Math.max(reached, after), what));
  }

  private Optional<Verdict> computedOtherwise(long after, String what) {
    return Optional.of(new Verdict.ComputedOtherwise(after, reached, what));
  }
}
