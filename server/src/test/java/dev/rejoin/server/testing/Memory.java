package dev.rejoin.server.testing;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.ManagementFactory;

/** What this process holds. */
public final class Memory {

  private static final int COLLECTIONS = 3;

  private Memory() {}

  /** Bytes in use on the heap and in buffers outside of it, without what is garbage. */
  public static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return heap + Math.max(0, PlatformDependent.usedDirectMemory());
  }
}
