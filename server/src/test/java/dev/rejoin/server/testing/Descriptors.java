package dev.rejoin.server.testing;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** How many files and sockets this process, and those that it starts, may have open. */
public final class Descriptors {

  private Descriptors() {}

  /**
   * Asks for room for so many; only root is given more than the system's own limit.
   *
   * @return how many more there is room for now
   */
  public static long makeRoomFor(long wanted) {
    if (limit() < wanted) {
      String pid = String.valueOf(ProcessHandle.current().pid());
      String limits = wanted + ":" + wanted;
      try {
        new ProcessBuilder("prlimit", "--pid", pid, "--nofile=" + limits).start().waitFor();
      } catch (IOException notThere) {
        System.out.println("no prlimit here: " + notThere.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return limit() - system().getOpenFileDescriptorCount();
  }

  private static long limit() {
    return system().getMaxFileDescriptorCount();
  }

  private static UnixOperatingSystemMXBean system() {
    return (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  }
}
