package dev.rejoin.server.testing.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Which calls fail, and how: memory that is shared with the shim, {@code struct plan} there. */
public final class FaultPlan {
  private static final int KINDS = 0;
  private static final int FIRST = 1;
  private static final int COUNT = 2;
  private static final int ERROR = 3;
  private static final int PARTLY = 4;
  private static final int CALLS = 5;
  private static final int FAILED = 6;
  private static final int FAILED_SYNCS = 7;
  private static final int FIELDS = 8;

  private static final int EIO = 5;
  private static final int ENOSPC = 28;

  private final LongBuffer fields;

  private FaultPlan(LongBuffer fields) {
    this.fields = fields;
  }

  /** A kind of call. */
  public enum Kind {
    OPEN(1),
    READ(2),
    WRITE(4),
    SYNC(8),
    SYNC_FOLDER(16),
    TRUNCATE(32),
    NAME(64);

    private final int bit;

    Kind(int bit) {
      this.bit = bit;
    }

    /** The ways in which a call of this kind may fail. */
    public List<Fault> faults() {
      return switch (this) {
        case WRITE -> List.of(Fault.values());
        case OPEN, NAME, SYNC ->
            List.of(Fault.ERROR_ONCE, Fault.ERROR_FOR_EVER, Fault.FULL_ONCE, Fault.FULL_FOR_EVER);
        case READ, SYNC_FOLDER, TRUNCATE -> List.of(Fault.ERROR_ONCE, Fault.ERROR_FOR_EVER);
      };
    }
  }

  /** A way of failing. */
  public enum Fault {
    /** One call. */
    ERROR_ONCE(EIO, 1, 0),
    /** From then on all calls of that kind. */
    ERROR_FOR_EVER(EIO, Long.MAX_VALUE / 2, 0),
    FULL_ONCE(ENOSPC, 1, 0),
    /** Of the first write one half fits. */
    FULL_FOR_EVER(ENOSPC, Long.MAX_VALUE / 2, 1),
    /** A write that writes less than it was asked to, and no error. */
    SHORT_ONCE(0, 1, 1);

    private final int error;
    private final long count;
    private final int partly;

    Fault(int error, long count, int partly) {
      this.error = error;
      this.count = count;
      this.partly = partly;
    }

    /** Whether it says that there is no space. */
    public boolean isFull() {
      return error == ENOSPC;
    }
  }

  /** The plan in a file, which is made: to be given to the shim as {@code DISK_PLAN}. */
  public static FaultPlan in(Path file) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new FaultPlan(
          channel
              .map(FileChannel.MapMode.READ_WRITE, 0, (long) FIELDS * Long.BYTES)
              .order(ByteOrder.nativeOrder())
              .asLongBuffer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Counts from now on calls of that kind, and lets the {@code first} of them fail. */
  public void fail(Kind kind, long first, Fault fault) {
    none();
    fields.put(FIRST, first).put(COUNT, fault.count);
    fields.put(ERROR, fault.error).put(PARTLY, fault.partly);
    fields.put(KINDS, kind.bit);
  }

  /** Counts, and lets nothing fail. */
  public void count(Kind kind) {
    fail(kind, Long.MAX_VALUE / 2, Fault.ERROR_ONCE);
  }

  /** No more faults; what was counted stays. */
  public void stop() {
    fields.put(KINDS, 0);
  }

  /** No more faults, and nothing has been counted. */
  public void none() {
    for (int field = 0; field < FIELDS; field++) {
      fields.put(field, 0);
    }
  }

  public long calls() {
    return fields.get(CALLS);
  }

  public long failed() {
    return fields.get(FAILED);
  }

  /** How many syncs of files failed. */
  public long failedSyncs() {
    return fields.get(FAILED_SYNCS);
  }
}
