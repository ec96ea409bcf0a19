package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.server.testing.disk.Shim;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise D4: the disk runs full while people write. They are refused by name, everybody can read,
 * writing goes on by itself when there is space, and nothing that was acknowledged is lost.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SmallDiskTest {
  private static final int FULL = 50;

  @TempDir private Path folder;

  @Test
  void aFullDiskRefusesByNameAndLosesNothing() {
    Long only = Long.getLong("seed");
    long first = only == null ? 0 : only;
    long last = only == null ? Seeds.full() ? FULL - 1 : 0 : only;
    onOwnDisk("12m", Shim.plainJava(SmallDisk.class, folder.toString(), "" + first, "" + last));
  }

  @Test
  void aDiskThatIsTooFullForTheIndexOfTheLogIsFullAndNotBroken() {
    onOwnDisk("24m", Shim.plainJava(SmallDiskForIndex.class, folder.toString()));
  }

  private void onOwnDisk(String size, ProcessBuilder program) {
    String mount = "mount -t tmpfs -o size=" + size + " tmpfs '" + folder + "'";
    Assumptions.assumeTrue(
        works(mount), "here nobody may mount a file system, not even for one process");
    List<String> command = shell(mount + " && exec \"$0\" \"$@\"");
    command.addAll(program.command());
    Shim.run(program.command(command));
  }

  private static boolean works(String script) {
    try {
      Shim.run(new ProcessBuilder(shell(script)));
      return true;
    } catch (AssertionError | UncheckedIOException no) {
      return false;
    }
  }

  /** Where it may mount what nobody else sees, without being root. */
  private static List<String> shell(String script) {
    return new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", script));
  }
}
