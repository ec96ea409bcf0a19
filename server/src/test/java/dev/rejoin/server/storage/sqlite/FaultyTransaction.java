package dev.rejoin.server.storage.sqlite;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A disk that counts its commits, can be held in the middle of one, and can fail. */
final class FaultyTransaction extends TransactionAround {
  private static final int PATIENCE_SECONDS = 30;

  /** What is wrong with it. */
  enum Fault {
    NONE,
    /** The bytes may or may not be there. */
    FSYNC,
    /** The bytes are not there. */
    FULL
  }

  private final AtomicLong commits = new AtomicLong();
  private volatile Fault fault = Fault.NONE;
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile CountDownLatch release = new CountDownLatch(0);

  FaultyTransaction(Transaction real) {
    super(real);
  }

  void failCommits(Fault next) {
    fault = next;
  }

  /** The next commit waits for {@link #release}. */
  void hold() {
    held = new CountDownLatch(1);
    release = new CountDownLatch(1);
  }

  /** Until a commit is being held. */
  void awaitHeld() {
    await(held);
  }

  void release() {
    release.countDown();
  }

  long commits() {
    return commits.get();
  }

  @Override
  public void commit() throws SQLException {
    held.countDown();
    await(release);
    switch (fault) {
      case NONE -> super.commit();
      case FSYNC -> throw error(SQLiteErrorCode.SQLITE_IOERR_FSYNC);
      case FULL -> throw error(SQLiteErrorCode.SQLITE_FULL);
    }
    commits.incrementAndGet();
  }

  private static SQLException error(SQLiteErrorCode code) {
    return new SQLiteException("planted", code);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("nothing came within " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
