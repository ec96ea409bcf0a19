package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.server.testing.disk.FaultPlan;
import dev.rejoin.server.testing.disk.FaultPlan.Kind;
import dev.rejoin.server.testing.disk.Shim;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise D3: any call to the disk fails, once or from then on, while the store opens, appends,
 * makes snapshots and checkpoints, trims, is backed up, and closes. Nothing is acknowledged after a
 * sync that failed, what is refused is refused by name, and after a restart all that was
 * acknowledged is there, once.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class FaultyDiskTest {
  private static final int QUICK = 50;
  private static final int FULL = 2_400;

  @TempDir private Path slowFolder;
  private Path folder;

  @BeforeEach
  void makeFolder() {
    folder = Shim.fastFolder(slowFolder);
  }

  @AfterEach
  void clear() {
    Shim.remove(folder);
  }

  @Test
  void whatFailsIsRefusedByNameAndWhatIsAcknowledgedIsThere() {
    Long only = Long.getLong("seed");
    if (only != null) {
      run(only, only, 1);
    } else if (Seeds.full()) {
      LongStream.range(0, 2).parallel().forEach(half -> run(half, FULL - 1, 2));
    } else {
      // Spread over all loads.
      run(0, FULL - 1, FULL / QUICK - 1);
    }
  }

  /** Of the points where syncs fail, the first few. */
  @Test
  void aStoreThatPassesOverASyncThatFailedIsFound() {
    int kinds = Kind.values().length;
    run(Kind.SYNC.ordinal(), 10L * kinds, kinds, FaultyDiskLoad.CARELESS);
  }

  private void run(long first, long last, long distance, String... more) {
    Path plan = folder.resolve("plan-" + first);
    FaultPlan.in(plan).none();
    Path root = folder.resolve("points-" + first);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(root.toString(), plan.toString()));
    arguments.addAll(List.of("" + first, "" + last, "" + distance));
    arguments.addAll(List.of(more));
    ProcessBuilder loads = Shim.java(root, FaultyDiskLoad.class, arguments.toArray(String[]::new));
    loads.environment().put("DISK_PLAN", plan.toString());
    Shim.run(loads);
  }
}
