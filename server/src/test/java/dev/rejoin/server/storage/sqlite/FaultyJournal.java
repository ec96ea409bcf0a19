package dev.rejoin.server.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import dev.rejoin.server.testing.disk.FaultPlan;
import dev.rejoin.server.testing.disk.FaultPlan.Fault;
import dev.rejoin.server.testing.disk.FaultPlan.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Listens to a load on a disk that fails: is it said in time, and is what is said right? */
final class FaultyJournal implements DiskLoad.Journal {
  private final FaultPlan plan;
  private final Set<Reason> allowed;

  // Guarded by this: acknowledgements come on the threads of the store.
  private final Acknowledged acknowledged = new Acknowledged();
  private final List<String> wrong = new ArrayList<>();
  private long forgivenSyncs;
  private OptionalLong beforeBackup = OptionalLong.empty();
  private long failedBefore;
  private boolean broken;

  FaultyJournal(FaultPlan plan, Kind kind, Fault fault) {
    this.plan = plan;
    this.allowed = allowed(kind, fault);
  }

  private static Set<Reason> allowed(Kind kind, Fault fault) {
    if (fault == Fault.SHORT_ONCE) {
      return EnumSet.noneOf(Reason.class);
    }
    Set<Reason> allowed =
        EnumSet.of(Reason.BROKEN, Reason.DISK_FULL, Reason.READ_FAILED, Reason.UNUSABLE);
    if (kind == Kind.WRITE && fault.isFull()) {
      // A state that passes, wherever it is met.
      allowed.remove(Reason.BROKEN);
    }
    if (kind == Kind.READ) {
      // What cannot be read is damaged, says SQLite.
      allowed.add(Reason.CORRUPT);
    }
    return allowed;
  }

  @Override
  public synchronized void take(Step step) {
    acknowledged.take(step);
    if (step.kind() == Step.Kind.OPEN) {
      forgivenSyncs = plan.failedSyncs();
      failedBefore = plan.failed();
      broken = false;
    } else if (step.kind() == Step.Kind.BACKUP) {
      takeBackup(step);
    } else if (isToldToPeople(step) && (broken || syncHasFailed())) {
      wrong.add(step + ", after a sync has failed or something else broke");
    }
  }

  /** The others are answered by another thread than the writer, which may be farther by then. */
  private static boolean isToldToPeople(Step step) {
    return step.done() && (step.kind() == Step.Kind.CREATE || step.kind() == Step.Kind.APPEND);
  }

  private void takeBackup(Step step) {
    if (step.done()) {
      endBackup();
    } else {
      beforeBackup = OptionalLong.of(plan.failedSyncs());
    }
  }

  /** It writes to another file: what fails there is of no concern to the store. */
  private void endBackup() {
    beforeBackup.ifPresent(before -> forgivenSyncs += plan.failedSyncs() - before);
    beforeBackup = OptionalLong.empty();
  }

  private boolean syncHasFailed() {
    return plan.failedSyncs() > forgivenSyncs;
  }

  @Override
  public synchronized void refused(StorageException refusal) {
    endBackup();
    if (plan.failed() == 0) {
      wrong.add("refused, and nothing had failed: " + refusal);
    } else if (!allowed.contains(refusal.reason())) {
      wrong.add("the wrong reason: " + refusal);
    }
    broken |= refusal.reason() == Reason.BROKEN;
  }

  /** The disk is well again: a store that broke does not know that, and every other goes on. */
  void requireRight(DiskLoad load) {
    Optional<Reason> refusal = load.isOpen() ? load.refusal() : Optional.empty();
    synchronized (this) {
      assertEquals(List.of(), wrong);
      if (load.isOpen() && (broken || syncHasFailed())) {
        assertEquals(Optional.of(Reason.BROKEN), refusal);
      } else if (refusal.isPresent()) {
        // A checkpoint may have failed behind the last answer.
        assertEquals(Reason.BROKEN, refusal.get());
        assertTrue(allowed.contains(Reason.BROKEN) && plan.failed() > failedBefore);
      }
    }
  }

  synchronized Acknowledged acknowledged() {
    return acknowledged;
  }
}
