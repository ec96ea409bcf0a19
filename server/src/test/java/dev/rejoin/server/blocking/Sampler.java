package dev.rejoin.server.blocking;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Looks at what the event loops of this process do, a hundred times a second. */
final class Sampler implements Runnable {

  /** The one of this process: loops belong to no test. */
  static final Sampler SHARED = started();

  private static final long EVERY_NANOS = 10_000_000;

  private final List<LoopTurns> loops = new CopyOnWriteArrayList<>();
  private final Findings findings = new Findings();

  private static Sampler started() {
    Sampler sampler = new Sampler();
    Thread thread = new Thread(sampler, "event-loop-sampler");
    thread.setDaemon(true);
    thread.start();
    return sampler;
  }

  /** The turns of a new loop. */
  LoopTurns watch() {
    LoopTurns turns = new LoopTurns(findings);
    loops.add(turns);
    return turns;
  }

  Findings findings() {
    return findings;
  }

  @Override
  public void run() {
    while (true) {
      LockSupport.parkNanos(EVERY_NANOS);
      loops.forEach(this::look);
    }
  }

  private void look(LoopTurns loop) {
    Thread thread = loop.thread();
    if (thread == null) {
      return;
    }
    Thread.State state = thread.getState();
    if (state == Thread.State.TERMINATED) {
      loops.remove(loop);
      return;
    }
    long turn = loop.turn();
    StackTraceElement[] stack = thread.getStackTrace();
    loop.saw(turn, Stacks.text(stack));
    Stacks.complaint(state, stack)
        .ifPresent(what -> findings.add(thread.getName() + " " + what + ":" + Stacks.text(stack)));
  }
}
