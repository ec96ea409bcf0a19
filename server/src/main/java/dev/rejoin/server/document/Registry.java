package dev.rejoin.server.document;

import dev.rejoin.server.protocol.ErrorCode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The documents of one event loop. All but {@link #execute} is for that loop only. */
final class Registry {

  private final Environment environment;
  private final int maxLoaded;
  private final Map<String, DocumentLoop> loops = new HashMap<>();
  private boolean closing;

  Registry(Environment environment, int maxLoaded) {
    this.environment = environment;
    this.maxLoaded = maxLoaded;
  }

  void execute(Runnable task) {
    environment.scheduler().execute(task);
  }

  /** Lets somebody into a document, which is loaded when it is first needed. */
  void visit(String document, Visitor visitor) {
    if (closing) {
      visitor.turnAway(ErrorCode.RATE, "this server is going away");
    } else if (!loops.containsKey(document) && loops.size() >= maxLoaded) {
      visitor.turnAway(ErrorCode.RATE, "too many documents are open on this server");
    } else {
      loops
          .computeIfAbsent(document, id -> new DocumentLoop(id, environment, this::forget))
          .visit(visitor);
    }
  }

  void raiseFloor(String document, long revision) {
    DocumentLoop loop = loops.get(document);
    if (loop != null) {
      loop.raiseFloor(revision);
    }
  }

  /**
   * A loop that nobody needs says so, perhaps more than once. By then there may be another of its
   * document, which has to stay: two at once would each believe to be the only one.
   */
  private void forget(DocumentLoop loop) {
    loops.remove(loop.id(), loop);
  }

  /**
   * Takes no more edits, waits for what is being stored, and saves a snapshot of every document.
   */
  Future<Void> close() {
    closing = true;
    List<Future<Void>> retired = new ArrayList<>();
    for (DocumentLoop loop : List.copyOf(loops.values())) {
      retired.add(loop.close());
    }
    return Future.join(retired).mapEmpty();
  }
}
