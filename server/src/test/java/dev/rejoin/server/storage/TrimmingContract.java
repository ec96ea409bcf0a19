package dev.rejoin.server.storage;

import static dev.rejoin.server.storage.Futures.await;
import static dev.rejoin.server.storage.Futures.refusal;
import static dev.rejoin.server.storage.LogEntries.entries;
import static dev.rejoin.server.storage.LogEntries.entry;
import static dev.rejoin.server.storage.LogEntries.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.LastEntry;
import dev.rejoin.server.storage.StorageException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store has to do when the beginning of a log is forgotten. */
public abstract class TrimmingContract {
  private static final String DOC = "doc";
  private static final String LINEAGE = "lineage";

  protected DocumentLog log;

  /** A store without documents. */
  protected abstract DocumentLog make();

  @BeforeEach
  void makeTwentyEntries() {
    log = make();
    await(log.create(DOC, DocumentType.TEXT, LINEAGE, 1_000));
    await(log.append(DOC, LINEAGE, 0, entries(0, 20)));
  }

  @AfterEach
  void closeStore() {
    await(log.close());
  }

  private long trim(long base) {
    return await(log.trim(DOC, LINEAGE, snapshot(base)));
  }

  private StoredDocument open() {
    return await(log.open(DOC)).orElseThrow();
  }

  @Test
  void theLogThenBeginsAtTheEntryThatMadeTheBase() {
    assertEquals(11, trim(12));
    assertEquals(11, open().floor());
    assertEquals(20, open().head());
    assertEquals(snapshot(12), open().snapshot());
    assertEquals(entries(12, 20), open().entries());
    assertEquals(entries(11, 20), await(log.read(DOC, 11, 100)));
    assertEquals(11, await(log.list("", 1)).documents().get(0).floor());
  }

  @Test
  void whoAsksForMoreIsToldWhereItBegins() {
    trim(12);
    StorageException refused =
        assertThrows(StorageException.class, () -> await(log.read(DOC, 10, 15)));
    assertEquals(Reason.COMPACTED, refused.reason());
    assertEquals(OptionalLong.of(11), refused.floor());
    assertEquals(
        "the log of doc reaches back to revision 11, asked for was all after 10",
        refused.getMessage());
  }

  @Test
  void snapshotsBeforeItAreGoneAndThoseBehindItStay() {
    await(log.saveSnapshot(DOC, LINEAGE, snapshot(5)));
    await(log.saveSnapshot(DOC, LINEAGE, snapshot(16)));
    trim(12);
    assertEquals(Optional.empty(), await(log.snapshotAt(DOC, 0)));
    assertEquals(Optional.empty(), await(log.snapshotAt(DOC, 11)));
    assertEquals(Optional.of(snapshot(12)), await(log.snapshotAt(DOC, 15)));
    assertEquals(snapshot(16), open().snapshot());
  }

  @Test
  void theBaseIsNeverThinnedAwayNorReplacedByALateSnapshot() {
    trim(12);
    await(log.saveSnapshot(DOC, LINEAGE, snapshot(3)));
    for (long revision = 13; revision <= 20; revision++) {
      await(log.saveSnapshot(DOC, LINEAGE, snapshot(revision)));
    }
    assertEquals(Optional.empty(), await(log.snapshotAt(DOC, 11)));
    assertEquals(Optional.of(snapshot(12)), await(log.snapshotAt(DOC, 12)));
  }

  @Test
  void theLogCanBeTrimmedAgainAndAgainDownToItsLastEntry() {
    for (long base = 2; base <= 20; base++) {
      assertEquals(base - 1, trim(base));
      assertEquals(entries(base - 1, 20), await(log.read(DOC, base - 1, 20)));
    }
    assertEquals(20, open().head());
    assertEquals(List.of(), open().entries());
  }

  @Test
  void theFloorNeverGoesBack() {
    trim(12);
    assertEquals(11, trim(4));
    assertEquals(11, trim(0));
    assertEquals(entries(11, 20), await(log.read(DOC, 11, 20)));
  }

  @Test
  void aBaseThatTheLogHasNotReachedIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> trim(21));
    assertEquals(0, open().floor());
  }

  @Test
  void anotherLineageIsLeftAlone() {
    assertEquals(Reason.NOT_FOUND, refusal(log.trim(DOC, "another", snapshot(12))));
    assertEquals(Reason.NOT_FOUND, refusal(log.trim("nowhere", LINEAGE, snapshot(12))));
    assertEquals(entries(0, 20), await(log.read(DOC, 0, 20)));
  }

  /** The names of all entries that ever were: forgetting them would let one in twice. */
  @Test
  void theSitesAreKnownForEver() {
    await(log.append(DOC, LINEAGE, 20, List.of(entry(21, "site-zzzzzzz", 1))));
    trim(21);
    assertEquals(
        Map.of(LogEntries.SITE, new LastEntry(20, 20), "site-zzzzzzz", new LastEntry(1, 21)),
        open().sites());
    assertThrows(
        IllegalArgumentException.class,
        () -> await(log.append(DOC, LINEAGE, 21, List.of(entry(22, LogEntries.SITE, 20)))));
  }

  @Test
  void itGrowsOnAfterwards() {
    trim(20);
    assertInstanceOf(
        AppendResult.Stored.class, await(log.append(DOC, LINEAGE, 20, entries(20, 25))));
    assertEquals(entries(20, 25), open().entries());
    trim(23);
    assertEquals(entries(22, 25), await(log.read(DOC, 22, 25)));
  }

  @Test
  void whoIsBehindTheFloorHasToOpenAgain() {
    trim(12);
    assertInstanceOf(AppendResult.Gone.class, await(log.append(DOC, LINEAGE, 10, entries(10, 11))));
    assertEquals(
        new AppendResult.Missed(entries(11, 20)),
        await(log.append(DOC, LINEAGE, 11, entries(11, 12))));
  }

  @Test
  void otherDocumentsAreNotTouched() {
    await(log.create("other", DocumentType.TEXT, "else", 1_000));
    await(log.append("other", "else", 0, entries(0, 5)));
    trim(20);
    assertEquals(entries(0, 5), await(log.read("other", 0, 5)));
    assertTrue(await(log.open("other")).orElseThrow().floor() == 0);
  }
}
