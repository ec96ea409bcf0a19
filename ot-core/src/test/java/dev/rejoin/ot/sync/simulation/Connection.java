package dev.rejoin.ot.sync.simulation;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.ot.sync.Refusal;
import dev.rejoin.ot.sync.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Two ordered channels between a person and a node, until it is cut. */
final class Connection {

  /** What a person says. */
  sealed interface Up {}

  /** The first message: open the document, or go on after {@code revision}; below 0 for afresh. */
  record Open(long revision) implements Up {}

  record Send(Frozen frozen) implements Up {}

  /** What a node says. */
  sealed interface Down {}

  record OpenedWithContent(Content content, long revision, long lastSequence) implements Down {}

  /** The answer to a client below the floor. */
  record Compacted(Content content, long revision, long lastSequence) implements Down {}

  record OpenedWithSteps(List<Step> steps, long lastSequence) implements Down {}

  record Steps(List<Step> steps) implements Down {}

  record Busy(long sequence) implements Down {}

  record Nack(long sequence, Refusal code, String why) implements Down {}

  final Person person;
  final Node node;
  final Deque<Up> up = new ArrayDeque<>();
  final Deque<Down> down = new ArrayDeque<>();
  boolean cut;

  /** The node has said all up to this revision; below 0 before the document is open. */
  long told = -1;

  Connection(Person person, Node node) {
    this.person = person;
    this.node = node;
  }

  /**
   * What the node said is lost. What the person said, but for the last {@code lost} messages, still
   * arrives some time.
   */
  void cut(int lost) {
    cut = true;
    down.clear();
    for (int i = 0; i < lost && !up.isEmpty(); i++) {
      up.removeLast();
    }
  }

  void say(Down message) {
    if (!cut) {
      down.addLast(message);
    }
  }
}
