package dev.rejoin.server.document;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.server.protocol.ErrorCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The visitors that wait at one document. */
final class Lobby {

  /** When a crowd comes at once, other documents of this event loop get their turns in between. */
  private static final int VISITORS_A_TURN = 64;

  /** The same in UTF-16 units of content, for each visitor may need all of it. */
  private static final int UNITS_A_TURN = 2_000_000;

  private final Deque<Visitor> visitors = new ArrayDeque<>();

  void add(Visitor visitor) {
    visitors.add(visitor);
  }

  boolean isEmpty() {
    return visitors.isEmpty();
  }

  /** The type that somebody wants the document made with, if there is none. */
  Optional<DocumentType> create() {
    return visitors.stream().flatMap(visitor -> visitor.create().stream()).findFirst();
  }

  /** Lets in as many as fit into one turn. */
  void receive(DocumentLoop loop, WorkingCopy copy) {
    int most = Math.max(1, Math.min(VISITORS_A_TURN, UNITS_A_TURN / (copy.length() + 1)));
    for (int i = 0; i < most && !visitors.isEmpty(); i++) {
      receive(visitors.poll(), loop, copy);
    }
  }

  /** Who meets a bug is turned away, rather than left waiting for ever. */
  private static void receive(Visitor visitor, DocumentLoop loop, WorkingCopy copy) {
    try {
      visitor.visit(loop, copy);
    } catch (RuntimeException bug) {
      visitor.turnAway(ErrorCode.INTERNAL, "the document cannot be read");
      throw bug;
    }
  }

  void turnAllAway(ErrorCode code, String message) {
    List<Visitor> all = List.copyOf(visitors);
    visitors.clear();
    all.forEach(visitor -> visitor.turnAway(code, message));
  }

  /** Turns those away who do not want the document made. */
  void turnReadersAway(ErrorCode code, String message) {
    List<Visitor> creators =
        visitors.stream().filter(visitor -> visitor.create().isPresent()).toList();
    visitors.removeAll(creators);
    turnAllAway(code, message);
    visitors.addAll(creators);
  }
}
