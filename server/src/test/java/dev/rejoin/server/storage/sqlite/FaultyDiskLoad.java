package dev.rejoin.server.storage.sqlite;

import static dev.rejoin.server.storage.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.testing.disk.FaultPlan;
import dev.rejoin.server.testing.disk.FaultPlan.Kind;
import dev.rejoin.server.testing.disk.Shim;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;

/** Lets one call fail, in one load after the other. A process of its own, that has the shim. */
final class FaultyDiskLoad {
  static final String CARELESS = "careless";

  private static final int STEPS = 30;

  /** One load is for so many points. */
  private static final int POINTS = 350;

  private static final long STRIDE = 7_919;

  /** Of a hundred points, so many have a call that fails; in others the load ends before it. */
  private static final int STRUCK_OF_HUNDRED = 95;

  private final Path root;
  private final FaultPlan plan;
  private final boolean careless;
  private int passedOver;
  private final Map<String, Long> calls = new HashMap<>();
  private final Map<Kind, Integer> points = new EnumMap<>(Kind.class);
  private final Map<Kind, Integer> struck = new EnumMap<>(Kind.class);

  private FaultyDiskLoad(Path root, FaultPlan plan, boolean careless) {
    this.root = root;
    this.plan = plan;
    this.careless = careless;
  }

  /**
   * Arguments: the folder, the file of the plan, the first seed, the last, and the distance; and
   * perhaps {@link #CARELESS}.
   */
  public static void main(String[] arguments) {
    Logger.getLogger("").setLevel(Level.OFF);
    boolean careless = arguments.length > 5 && arguments[5].equals(CARELESS);
    FaultyDiskLoad loads =
        new FaultyDiskLoad(Path.of(arguments[0]), FaultPlan.in(Path.of(arguments[1])), careless);
    long[] seeds =
        LongStream.iterate(
                Long.parseLong(arguments[2]),
                seed -> seed <= Long.parseLong(arguments[3]),
                seed -> seed + Long.parseLong(arguments[4]))
            .toArray();
    try {
      if (careless) {
        loads.requireSeen(seeds);
      } else {
        loads.requireRight(seeds);
      }
    } catch (Throwable failure) {
      failure.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(0);
  }

  private void requireRight(long[] seeds) {
    for (long seed : seeds) {
      try {
        point(seed);
      } catch (Throwable failure) {
        throw new AssertionError("failed with -Dseed=" + seed, failure);
      }
    }
    System.out.printf("points %s, of which the fault struck %s%n", points, struck);
    if (seeds.length > 1) {
      // Faults that nobody met would prove nothing.
      assertTrue(100 * sum(struck) >= STRUCK_OF_HUNDRED * sum(points), struck + " of " + points);
      assertEquals(Set.of(Kind.values()), struck.keySet());
    }
  }

  private static int sum(Map<Kind, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** A bug was planted, and some point has to see it. */
  private void requireSeen(long[] seeds) {
    List<String> seen = new ArrayList<>();
    for (long seed : seeds) {
      try {
        point(seed);
      } catch (AssertionError | RuntimeException found) {
        seen.add(seed + ": " + found.getMessage());
      }
    }
    assertTrue(passedOver > 0, "no commit failed");
    assertTrue(
        seen.stream().anyMatch(each -> each.contains("after a sync has failed")),
        passedOver + " failures were passed over, and what was seen is " + seen);
  }

  /** Takes what could not be synced for stored. */
  private Transaction careless(Sql sql) {
    return new TransactionAround(DiskLoad.usual(sql)) {
      @Override
      public void commit() {
        try {
          super.commit();
        } catch (SQLException planted) {
          passedOver++;
        }
      }
    };
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
    points.merge(kind, 1, Integer::sum);
    if (plan.failed() > 0) {
      struck.merge(kind, 1, Integer::sum);
    }
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
          assertTrue(counted > 0, "load " + load + " makes no call of the kind " + kind);
          return counted;
        });
  }

  private DiskLoad work(Path directory, long seed, DiskLoad.Journal journal) {
    Function<Sql, Transaction> transactions = careless ? this::careless : DiskLoad::usual;
    DiskLoad load =
        new DiskLoad(directory.resolve("data"), new SplitMix64(seed), transactions, journal);
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
