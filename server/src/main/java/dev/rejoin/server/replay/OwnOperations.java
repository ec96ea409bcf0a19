package dev.rejoin.server.replay;

import dev.rejoin.ot.Operation;
import dev.rejoin.server.replay.IncidentBundle.Own;
import dev.rejoin.server.replay.IncidentBundle.Waiting;
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
  private final long from;
  private long last;

  /**
   * @param from the revision that the trail begins at
   * @param last how many of them the log was known to hold there
   */
  OwnOperations(long from, long last, Optional<Waiting> inFlight) {
    this.from = from;
    this.last = last;
    inFlight.ifPresent(
        it -> {
          Own own = it.own();
          waiting.put(own.sequence(), new Own(own.sequence(), it.moved(), own.inserted()));
        });
  }

  /** It went out, as it was frozen at {@code revision}. */
  void sent(Own own, long revision) {
    if (own.sequence() <= last || (revision < from && waiting.containsKey(own.sequence()))) {
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

  Optional<Own> find(long sequence) {
    return Optional.ofNullable(waiting.get(sequence));
  }

  /** The first of others' revisions that it was moved behind, as they were sent. */
  Optional<Long> firstPassedBy(long sequence) {
    return Optional.ofNullable(firstPassedBy.get(sequence));
  }

  /** It is in the log. */
  void stored(long sequence) {
    waiting.remove(sequence);
    last = sequence;
  }

  /** How many of them the log holds. */
  long last() {
    return last;
  }
}
