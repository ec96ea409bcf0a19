package dev.rejoin.server.storage.sqlite;

import static dev.rejoin.server.storage.Futures.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.testing.disk.Call;
import dev.rejoin.server.testing.disk.Disk;
import dev.rejoin.server.testing.disk.FaultPlan;
import dev.rejoin.server.testing.disk.Shim;
import dev.rejoin.server.testing.disk.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise D2: the power goes at any moment of a recorded load, and of what was not synced any part
 * is on the disk. What was acknowledged before that moment is there, and the store goes on.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class PowerCutTest {
  private static final int TRACES = 20;

  /** So many seeds that follow each other are of one trace. */
  private static final int IMAGES = 200;

  private static final int QUICK = 400;
  private static final int LONG = 100_000;

  /** SQLite's "synchronous". */
  private static final String FULL = "FULL";

  private static final String NORMAL = "NORMAL";

  /** A backup is a file of its own that never changes. */
  private static final int BACKUPS_EVERY = 16;

  /** A prime, so that consecutive seeds are spread over a trace, and in the end are everywhere. */
  private static final long STRIDE = 7_919;

  @TempDir private Path slowFolder;
  private Path folder;
  private final Map<Long, List<Call>> traces = new HashMap<>();

  @BeforeEach
  void makeFolder() {
    folder = Shim.fastFolder(slowFolder);
  }

  @AfterEach
  void clear() {
    Shim.remove(folder);
  }

  @Test
  void whatWasAcknowledgedSurvivesAPowerCutAtAnyMoment() {
    Seeds.eachOnAllCores(QUICK, LONG, seed -> cut(FULL, seed));
  }

  @Test
  void aStoreThatDoesNotSyncBeforeItAcknowledgesIsFound() {
    trace(NORMAL, 0);
    assertTrue(LongStream.range(0, QUICK).anyMatch(seed -> losesSomething(NORMAL, seed)));
  }

  private boolean losesSomething(String synchronous, long seed) {
    try {
      cut(synchronous, seed);
      return false;
    } catch (AssertionError lost) {
      return true;
    }
  }

  /** Or the images would prove less than they seem to. */
  @Test
  void aTraceHasAllThatAStoreDoes() {
    List<Call> trace = trace(FULL, 0);
    Set<String> seen = new TreeSet<>();
    for (Call call : trace) {
      seen.add(call.getClass().getSimpleName() + " " + call.name().replaceAll("-?[0-9]+", ""));
    }
    assertTrue(
        seen.containsAll(
            Set.of(
                "MakeFolder data",
                "Create data/rejoin.db",
                "Create data/rejoin.db-wal",
                "Sync .",
                "Sync data",
                "Sync data/rejoin.db",
                "Sync data/rejoin.db-wal",
                "Unlink data/rejoin.db-wal",
                "Write data/rejoin.db",
                "Write data/rejoin.db-wal",
                "Write journal")),
        seen.toString());
  }

  private void cut(String synchronous, long seed) {
    List<Call> trace = trace(synchronous, seed / IMAGES % TRACES);
    int position = (int) (seed * STRIDE % (trace.size() + 1));
    Disk disk = new Disk(new SplitMix64(seed));
    StringBuilder journal = new StringBuilder();
    for (Call call : trace.subList(0, position)) {
      disk.take(call);
      if (call instanceof Call.Write write && call.name().equals(RecordedLoad.JOURNAL)) {
        journal.append(new String(write.bytes(), StandardCharsets.US_ASCII));
      }
    }
    Path image = folder.resolve("image-" + synchronous + "-" + seed);
    try {
      write(image, disk.afterPowerCut());
      check(image, journal.toString(), seed % BACKUPS_EVERY == 0);
    } finally {
      Shim.remove(image);
    }
  }

  private static void check(Path image, String journal, boolean backups) {
    Acknowledged acknowledged = new Acknowledged();
    journal.lines().map(Step::parse).forEach(acknowledged::take);
    SqliteDocumentLog log =
        SqliteDocumentLog.open(image.resolve(RecordedLoad.DATA), Limits.DEFAULT);
    try {
      acknowledged.check(log);
    } finally {
      await(log.close());
    }
    if (backups) {
      acknowledged.checkBackups(image);
    }
  }

  /**
   * Two processes one after the other, the first of which is killed: the second one recovers, and
   * that is in the trace as well. In every other one a sync fails, once.
   */
  private synchronized List<Call> trace(String synchronous, long number) {
    return traces.computeIfAbsent(number, missing -> recorded(synchronous, number));
  }

  private List<Call> recorded(String synchronous, long number) {
    Path root = folder.resolve("load-" + synchronous + "-" + number);
    Path trace = folder.resolve("trace-" + synchronous + "-" + number);
    Path plan = folder.resolve("plan-" + synchronous + "-" + number);
    FaultPlan faults = FaultPlan.in(plan);
    if (number % 2 == 1) {
      faults.fail(FaultPlan.Kind.SYNC, 22 + number, FaultPlan.Fault.ERROR_ONCE);
    }
    try {
      Files.createDirectory(root);
      for (long life = 0; life < 2; life++) {
        ProcessBuilder load =
            Shim.java(
                root,
                RecordedLoad.class,
                root.toString(),
                "" + (4 + 2 * number + life),
                synchronous);
        load.environment().put("DISK_TRACE", trace.toString());
        load.environment().put("DISK_PLAN", plan.toString());
        Shim.run(load);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Trace.read(trace);
  }

  private static void write(Path image, Map<String, byte[]> files) {
    try {
      Files.createDirectory(image);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = image.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
