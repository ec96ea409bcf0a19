package dev.rejoin.server.replay;

import dev.rejoin.ot.Accumulator;
import dev.rejoin.ot.Document;
import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.replay.IncidentBundle.Arrived;
import dev.rejoin.server.replay.IncidentBundle.Origin;
import dev.rejoin.server.replay.IncidentBundle.Waiting;
import java.util.Optional;

/** What the log says, for comparing with what came to the client. */
final class StoredSide {
  private final IncidentBundle bundle;
  private final History log;
  private final String name;
  private final Prints prints;

  StoredSide(IncidentBundle bundle, History log) {
    this.bundle = bundle;
    this.log = log;
    name = log.named(bundle.key()).orElseThrow();
    prints = new Prints(name);
  }

  /** The lineage by which the client knows it. */
  String name() {
    return name;
  }

  /** The log's text where the trail begins. */
  Document textAtStart() {
    Document document = Document.of(log.content());
    for (long at = log.base() + 1; at <= bundle.start().place().revision(); at++) {
      document.apply(log.entry(at).operation());
    }
    return document;
  }

  /** Whether the trail begins from what is stored. */
  Optional<Verdict> atStart() {
    long revision = bundle.start().place().revision();
    String right = prints.text(revision, textAtStart().hash());
    if (right.equals(bundle.start().place().print())) {
      return Optional.empty();
    }
    Origin origin = bundle.start().origin();
    if (origin == Origin.SERVER || origin == Origin.HASH) {
      String how = origin == Origin.SERVER ? "gave a text" : "named the hash of a text";
      return Optional.of(
          new Verdict.SentOtherwise(
              Math.max(0, revision - 1),
              revision,
              "it " + how + " that is not what it has stored"));
    }
    String since =
        bundle.agreed().isPresent()
            ? "since revision " + bundle.agreed().getAsLong()
            : "since the client has it";
    return Optional.of(
        new Verdict.NotEnough(
            "they had come apart at revision %d already, where the bundle begins: what happened %s is not in it"
                .formatted(revision, since)));
  }

  /**
   * Whether the client had moved what was in flight as the log says; not, if the log is too short.
   */
  Optional<Verdict> waitingAtStart() {
    Optional<Waiting> waiting = bundle.start().waiting();
    if (waiting.isEmpty() || waiting.get().revision() < log.base()) {
      return Optional.empty();
    }
    long revision = bundle.start().place().revision();
    long frozen = waiting.get().revision();
    Operation moved = waiting.get().own().operation();
    try {
      moved = frozen >= revision ? moved : moved.movedBehind(operation(frozen, revision));
    } catch (InvalidOperationException e) {
      return wronglyMoved(frozen, revision);
    }
    return moved.equals(waiting.get().moved()) ? Optional.empty() : wronglyMoved(frozen, revision);
  }

  private Optional<Verdict> wronglyMoved(long frozen, long revision) {
    long sequence = bundle.start().waiting().get().own().sequence();
    return Optional.of(
        new Verdict.ComputedOtherwise(
            frozen, revision, "it moved its own operation %d wrongly".formatted(sequence)));
  }

  /** Whether a step is what is stored behind {@code after}, up to {@code to}. */
  Optional<Verdict> compare(Arrived step, long after, long to) {
    if (step.by().isPresent()) {
      Entry entry = log.entry(to);
      String author = bundle.text() ? entry.site() : prints.site(entry.site());
      if (!step.by().get().equals(author) || step.sequence() != entry.sequence()) {
        return otherwise(after, to, "the step that it sent has another author or number");
      }
    }
    String right = prints.operation(to, operation(after, to));
    return step.print().filter(right::equals).isPresent()
        ? Optional.empty()
        : otherwise(after, to, "the operation that it sent is another");
  }

  private static Optional<Verdict> otherwise(long after, long to, String what) {
    return Optional.of(new Verdict.SentOtherwise(after, to, what));
  }

  /** What is stored behind {@code after}, up to {@code to}, as one operation. */
  Operation operation(long after, long to) {
    if (to == after + 1) {
      return log.entry(to).operation();
    }
    Accumulator all = new Accumulator(log.entry(after + 1).operation().baseLength());
    for (long at = after + 1; at <= to; at++) {
      all.add(log.entry(at).operation());
    }
    return all.toOperation();
  }
}
