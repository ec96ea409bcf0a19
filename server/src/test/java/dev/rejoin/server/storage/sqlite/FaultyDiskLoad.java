package dev.rejoin.server.storage.sqlite;

import static dev.rejoin.server.storage.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.testing.disk.FaultPlan;
import dev.rejoin.server.testing.disk.FaultPlan.Kind;
import dev.rejoin.server.testing.disk.Shim;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Lets one call fail, in one load after the other. A process of its own, that has the shim. */
final class FaultyDiskLoad {
  private static final int STEPS = 30;

  /** One load is for so many points. */
  private static final int POINTS = 350;

  private static final long STRIDE = 7_919;

  private final Path root;
  private final FaultPlan plan;
  private final Map<String, Long> calls = new HashMap<>();

  private FaultyDiskLoad(Path root, FaultPlan plan) {
    this.root = root;
    this.plan = plan;
  }

  /** Arguments: the folder, the file of the plan, the first seed, the last, and the distance. */
  public static void main(String[] arguments) {
    Logger.getLogger("").setLevel(Level.OFF);
    Path root = Path.of(arguments[0]);
    FaultyDiskLoad loads = new FaultyDiskLoad(root, FaultPlan.in(Path.of(arguments[1])));
    long last = Long.parseLong(arguments[3]);
    for (long seed = Long.parseLong(arguments[2]);
        seed <= last;
        seed += Long.parseLong(arguments[4])) {
      try {
        loads.point(seed);
      } catch (Throwable failure) {
        new AssertionError("failed with -Dseed=" + seed, failure).printStackTrace();
        Runtime.getRuntime().halt(1);
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private void point(long seed) {
    Kind kind = Kind.values()[(int) (seed % Kind.values().length)];
    FaultPlan.Fault fault = kind.faults().get((int) (seed / 7 % kind.faults().size()));
    long load = seed / POINTS;
    long call = 1 + seed * STRIDE % callsOf(kind, load);
    Path directory = root.resolve("point-" + seed);
    FaultyJournal journal = new FaultyJournal(plan, kind, fault);
    plan.fail(kind, call, fault);
    DiskLoad working = work(directory, load, journal);
    plan.stop();
    journal.requireRight(working);
    end(working);
    afterRestart(directory, journal);
    Shim.remove(directory);
  }

  private long callsOf(Kind kind, long load) {
    return calls.computeIfAbsent(
        kind + " " + load,
        missing -> {
          plan.count(kind);
          FaultyJournal journal = new FaultyJournal(plan, kind, FaultPlan.Fault.ERROR_ONCE);
          DiskLoad working = work(root.resolve("calls-" + kind + "-" + load), load, journal);
          long counted = plan.calls();
          end(working);
          return Math.max(1, counted);
        });
  }

  private static DiskLoad work(Path directory, long seed, DiskLoad.Journal journal) {
    DiskLoad load =
        new DiskLoad(directory.resolve("data"), new SplitMix64(seed), DiskLoad::usual, journal);
    load.run(STEPS);
    return load;
  }

  private static void end(DiskLoad load) {
    try {
      load.close();
    } catch (StorageException broken) {
      assertEquals(StorageException.Reason.BROKEN, broken.reason());
    }
  }

  private static void afterRestart(Path directory, FaultyJournal journal) {
    SqliteDocumentLog log = SqliteDocumentLog.open(directory.resolve("data"), Limits.DEFAULT);
    try {
      journal.acknowledged().check(log);
    } finally {
      await(log.close());
    }
    journal.acknowledged().checkBackups(directory);
  }
}
