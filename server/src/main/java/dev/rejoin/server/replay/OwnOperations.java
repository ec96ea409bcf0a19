package dev.rejoin.server.replay;

import dev.rejoin.ot.Operation;
import dev.rejoin.server.replay.IncidentBundle.Arrived;
import dev.rejoin.server.replay.IncidentBundle.Own;
import dev.rejoin.server.replay.IncidentBundle.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a client has sent and not seen in the log: each moved behind all that came since, so that it
 * is what the log has to say.
 */
final class OwnOperations {

  /** Others' steps, and the revision that each led to. */
  private record Passed(long revision, Operation operation) {}

  private final Map<Long, Own> waiting = new TreeMap<>();
  private final List<Passed> passed = new ArrayList<>();
  private final Map<Long, Long> firstPassedBy = new TreeMap<>();
  private final Start start;
  private final boolean isLogKnown;
  private long last;

  /**
   * @param start where the trail begins
   * @param isLogKnown whether the steps were compared with what is stored
   */
  OwnOperations(Start start, boolean isLogKnown) {
    this.start = start;
    this.isLogKnown = isLogKnown;
    this.last = start.sequence();
    start
        .waiting()
        .ifPresent(
            it -> {
              Own own = it.own();
              waiting.put(own.sequence(), new Own(own.sequence(), it.moved(), own.inserted()));
            });
  }

  /** It went out, as it was frozen at {@code revision}. */
  void sent(Own own, long revision) {
    if (own.sequence() <= last || (revision < from() && waiting.containsKey(own.sequence()))) {
      // Sent again: how it stood where the trail begins is known.
      return;
    }
    Operation moved = own.operation();
    for (Passed each : passed) {
      if (each.revision() > revision) {
        moved = moved.movedBehind(each.operation());
        firstPassedBy.putIfAbsent(own.sequence(), each.revision());
      }
    }
    waiting.put(own.sequence(), new Own(own.sequence(), moved, own.inserted()));
  }

  /** Something of others' came first. */
  void passedBy(long revision, Operation operation) {
    passed.add(new Passed(revision, operation));
    waiting.keySet().forEach(sequence -> firstPassedBy.putIfAbsent(sequence, revision));
    waiting.replaceAll(
        (sequence, own) ->
            new Own(sequence, own.operation().movedBehind(operation), own.inserted()));
  }

  /** It is in the log, says the server: is it what was sent? */
  Optional<Verdict> compare(Arrived step, long revision) {
    long sequence = step.sequence();
    Own sent = waiting.remove(sequence);
    if (sent == null) {
      return storedOtherwise(
          revision,
          sequence,
          "this client has sent nothing of that name since: somebody else writes with its outbox");
    }
    last = sequence;
    if (!step.inserted().equals(Optional.of(sent.inserted()))) {
      return storedOtherwise(revision, sequence, "it was sent with another text");
    }
    if (sent.operation().equals(step.operation().get())) {
      return Optional.empty();
    }
    Optional<Verdict> doubt = doubt(sequence, revision).map(Verdict.NotEnough::new);
    return doubt.or(() -> storedOtherwise(revision, sequence, "it was sent as another operation"));
  }

  Optional<Verdict> storedOtherwise(long revision, long sequence, String what) {
    String known = isLogKnown ? "" : "; so the server says, the log was not looked at";
    return Optional.of(new Verdict.StoredOtherwise(revision, sequence, what + known));
  }

  /** Without the log: why it need not be that operation itself that is wrong. */
  private Optional<String> doubt(long sequence, long revision) {
    if (isLogKnown) {
      return Optional.empty();
    }
    if (wasMovedBefore(sequence)) {
      return Optional.of(
          "operation %d of the client is at another place than it believes, and it had moved it before the bundle begins; the log would tell who is right (--data)"
              .formatted(sequence));
    }
    return Optional.ofNullable(firstPassedBy.get(sequence))
        .map(
            first ->
                "operation %d of the client is not where the steps that came before it lead: one of revisions %d to %d was sent otherwise than it is stored, or that operation is stored otherwise than it was sent; the log would tell which (--data)"
                    .formatted(sequence, first, revision));
  }

  private boolean wasMovedBefore(long sequence) {
    return start
        .waiting()
        .filter(it -> it.own().sequence() == sequence && it.revision() < from())
        .isPresent();
  }

  private long from() {
    return start.place().revision();
  }

  /** How many of them the log holds. */
  long last() {
    return last;
  }
}
