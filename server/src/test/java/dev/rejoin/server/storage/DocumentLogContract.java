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
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.LastEntry;
import dev.rejoin.server.storage.StorageException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store has to do. Each one has a test class that extends this and makes it. */
public abstract class DocumentLogContract {
  private static final String DOC = "doc";
  private static final String LINEAGE = "lineage";

  protected DocumentLog log;

  /** A store without documents. */
  protected abstract DocumentLog make();

  @BeforeEach
  void makeStore() {
    log = make();
  }

  @AfterEach
  void closeStore() {
    await(log.close());
  }

  private void create(String document) {
    assertEquals(Created.NEW, await(log.create(document, DocumentType.TEXT, LINEAGE, 1_000)));
  }

  private AppendResult append(long head, List<Entry> added) {
    return await(log.append(DOC, LINEAGE, head, added));
  }

  private StoredDocument open() {
    return await(log.open(DOC)).orElseThrow();
  }

  @Test
  void aDocumentThatWasNeverCreatedIsNotThere() {
    assertEquals(Optional.empty(), await(log.open(DOC)));
    assertEquals(Optional.empty(), await(log.snapshotAt(DOC, 5)));
    assertInstanceOf(AppendResult.Gone.class, append(0, entries(0, 1)));
    assertEquals(Reason.NOT_FOUND, refusal(log.read(DOC, 0, 1)));
  }

  @Test
  void aNewDocumentIsEmptyAtRevisionZero() {
    assertEquals(Created.NEW, await(log.create(DOC, DocumentType.RICH_TEXT, LINEAGE, 7)));
    assertEquals(
        new StoredDocument(
            DOC, DocumentType.RICH_TEXT, LINEAGE, 7, 0, 0, Snapshot.EMPTY, Map.of(), List.of()),
        open());
  }

  @Test
  void creatingAgainLeavesTheDocumentAlone() {
    create(DOC);
    append(0, entries(0, 2));
    assertEquals(
        Created.ALREADY, await(log.create(DOC, DocumentType.RICH_TEXT, "other lineage", 9)));
    assertEquals(LINEAGE, open().lineage());
    assertEquals(DocumentType.TEXT, open().type());
    assertEquals(2, open().head());
  }

  @Test
  void aDocumentCanBeMadeWithItsFirstEntries() {
    assertEquals(Created.NEW, await(log.create(DOC, DocumentType.TEXT, LINEAGE, 7, entries(0, 3))));
    assertEquals(entries(0, 3), open().entries());
    assertEquals(3, open().head());
    assertEquals(Map.of(LogEntries.SITE, new LastEntry(3, 3)), open().sites());
    assertInstanceOf(AppendResult.Stored.class, append(3, entries(3, 4)));
    assertEquals(
        Created.ALREADY, await(log.create(DOC, DocumentType.TEXT, "other", 9, entries(0, 1))));
    assertEquals(entries(0, 4), open().entries());
  }

  @Test
  void aDocumentWhoseFirstEntriesAreWrongIsNotMade() {
    for (List<Entry> wrong : List.of(entries(1, 2), List.of(entry(1, LogEntries.SITE, 2)))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> await(log.create(DOC, DocumentType.TEXT, LINEAGE, 7, wrong)));
      assertEquals(Optional.empty(), await(log.open(DOC)));
    }
    create(DOC);
    assertEquals(0, open().head());
  }

  @Test
  void whatWasAppendedIsReadAgainInOrder() {
    create(DOC);
    assertInstanceOf(AppendResult.Stored.class, append(0, entries(0, 2)));
    assertInstanceOf(AppendResult.Stored.class, append(2, entries(2, 5)));
    assertEquals(entries(0, 5), open().entries());
    assertEquals(5, open().head());
    assertEquals(Map.of(LogEntries.SITE, new LastEntry(5, 5)), open().sites());
  }

  @Test
  void operationsOfEveryKindComeBackToTheLetter() {
    create(DOC);
    Operation emoji = Operation.builder().insert("\uD83D\uDE00\u0000\"\\\u2028").build();
    Entry first = new Entry(1, "site-aaaaaaa", 1, "~Ünsal \"x\"", Long.MAX_VALUE / 2, emoji);
    Operation replaced = Operation.builder().insert("x").remove(6).build();
    Entry second = new Entry(2, "site-bbbbbbb", 1, "~b", 0, replaced);
    append(0, List.of(first, second));
    assertEquals(List.of(first, second), open().entries());
  }

  @Test
  void whoExpectsAnEarlierHeadIsToldWhatItMissedAndStoresNothing() {
    create(DOC);
    append(0, entries(0, 4));
    AppendResult result = append(1, List.of(entry(2, "site-zzzzzzz", 1)));
    assertEquals(new AppendResult.Missed(entries(1, 4)), result);
    assertEquals(entries(0, 4), open().entries());
    assertEquals(1, open().sites().size());
  }

  @Test
  void whoExpectsALaterHeadSeesThatTheLogWentBack() {
    create(DOC);
    append(0, entries(0, 2));
    assertInstanceOf(AppendResult.Gone.class, append(3, entries(3, 4)));
  }

  @Test
  void whoMeansAnotherLineageStoresNothing() {
    create(DOC);
    assertInstanceOf(AppendResult.Gone.class, await(log.append(DOC, "another", 0, entries(0, 1))));
    assertEquals(0, open().head());
  }

  @Test
  void entriesWithAGapAreRefusedAsAMistakeOfTheCaller() {
    create(DOC);
    assertThrows(IllegalArgumentException.class, () -> append(0, entries(1, 3)));
    assertThrows(IllegalArgumentException.class, () -> append(0, List.of()));
    assertThrows(IllegalArgumentException.class, () -> append(0, List.of(entry(1), entry(3))));
    assertEquals(0, open().head());
  }

  @Test
  void aSequenceNeverEntersTheLogTwiceNorLeavesAGap() {
    create(DOC);
    append(0, List.of(entry(1, "site-aaaaaaa", 1)));
    for (long wrong : List.of(1L, 3L)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> append(1, List.of(entry(2, "site-aaaaaaa", wrong))));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> append(1, List.of(entry(2, "site-bbbbbbb", 1), entry(3, "site-bbbbbbb", 1))));
    assertEquals(1, open().head());
    append(1, List.of(entry(2, "site-aaaaaaa", 2), entry(3, "site-bbbbbbb", 1)));
    assertEquals(
        Map.of("site-aaaaaaa", new LastEntry(2, 2), "site-bbbbbbb", new LastEntry(1, 3)),
        open().sites());
  }

  @Test
  void anyStretchOfALogCanBeRead() {
    create(DOC);
    append(0, entries(0, 10));
    for (int from = 0; from <= 10; from++) {
      for (int to = from; to <= 10; to++) {
        assertEquals(entries(from, to), await(log.read(DOC, from, to)));
      }
    }
    assertEquals(entries(7, 10), await(log.read(DOC, 7, 100)));
    assertEquals(List.of(), await(log.read(DOC, 20, 100)));
  }

  @Test
  void openingReadsTheLatestSnapshotAndOnlyTheEntriesBehindIt() {
    create(DOC);
    append(0, entries(0, 10));
    await(log.saveSnapshot(DOC, LINEAGE, snapshot(4)));
    await(log.saveSnapshot(DOC, LINEAGE, snapshot(8)));
    assertEquals(snapshot(8), open().snapshot());
    assertEquals(entries(8, 10), open().entries());
  }

  @Test
  void aSnapshotAtOrBeforeARevisionIsFound() {
    create(DOC);
    append(0, entries(0, 10));
    await(log.saveSnapshot(DOC, LINEAGE, snapshot(4)));
    await(log.saveSnapshot(DOC, LINEAGE, snapshot(8)));
    assertEquals(Optional.of(Snapshot.EMPTY), await(log.snapshotAt(DOC, 3)));
    assertEquals(Optional.of(snapshot(4)), await(log.snapshotAt(DOC, 4)));
    assertEquals(Optional.of(snapshot(4)), await(log.snapshotAt(DOC, 7)));
    assertEquals(Optional.of(snapshot(8)), await(log.snapshotAt(DOC, 1_000)));
  }

  @Test
  void aSnapshotOfAnotherLineageOrOfTheFutureIsNotKept() {
    create(DOC);
    append(0, entries(0, 3));
    await(log.saveSnapshot(DOC, "another", snapshot(2)));
    assertThrows(
        IllegalArgumentException.class, () -> await(log.saveSnapshot(DOC, LINEAGE, snapshot(4))));
    assertEquals(Snapshot.EMPTY, open().snapshot());
  }

  @Test
  void manySnapshotsAreThinnedAndTheNewestIsKept() {
    create(DOC);
    append(0, entries(0, 64));
    LongStream.rangeClosed(1, 64).forEach(r -> await(log.saveSnapshot(DOC, LINEAGE, snapshot(r))));
    long kept =
        LongStream.rangeClosed(1, 64)
            .filter(r -> await(log.snapshotAt(DOC, r)).orElseThrow().revision() == r)
            .count();
    assertEquals(snapshot(64), open().snapshot());
    assertTrue(kept >= 4 && kept <= 8, kept + " snapshots are kept of 64");
  }

  @Test
  void theListBeginsWithTheDocumentThatChangedLastAndGoesOnPageByPage() {
    for (String id : List.of("a", "b", "c", "d", "e")) {
      create(id);
    }
    await(log.append("b", LINEAGE, 0, entries(0, 1)));
    List<String> seen = new ArrayList<>();
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      Page page = await(log.list(after.get(), 2));
      page.documents().forEach(document -> seen.add(document.id()));
      after = page.next();
    }
    assertEquals(List.of("b", "e", "d", "c", "a"), seen);
  }

  @Test
  void aLineOfTheListTellsWhatTheDocumentIs() {
    create(DOC);
    append(0, entries(0, 3));
    await(log.saveSnapshot(DOC, LINEAGE, snapshot(3)));
    assertEquals(
        List.of(new DocumentSummary(DOC, DocumentType.TEXT, LINEAGE, "bcd", 3, 0, 1_000, 1_003)),
        await(log.list("", 10)).documents());
  }

  @Test
  void aCursorThatNobodyGaveOutIsRefused() {
    for (String cursor : List.of("x", "1", "1-", "-1-2", "9999999999999999999-1", "1-2-3")) {
      assertEquals(Reason.BAD_CURSOR, refusal(log.list(cursor, 10)), cursor);
    }
  }

  @Test
  void whoWatchesIsWokenByAnAppendUntilItStopsWatching() {
    create(DOC);
    AtomicInteger wakeUps = new AtomicInteger();
    Registration registration = log.watch(DOC, wakeUps::incrementAndGet);
    append(0, entries(0, 1));
    append(1, entries(1, 2));
    registration.close();
    registration.close();
    append(2, entries(2, 3));
    assertEquals(2, wakeUps.get());
  }

  @Test
  void severalWritersOfOneDocumentGetOneOrderWithoutGapOrDouble() throws InterruptedException {
    create(DOC);
    List<Thread> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      String site = "site-writer" + writer;
      writers.add(new Thread(() -> appendWhileOthersDo(site, 50)));
    }
    writers.forEach(Thread::start);
    for (Thread writer : writers) {
      writer.join();
    }
    List<Entry> all = await(log.read(DOC, 0, 200));
    assertEquals(200, all.size());
    for (int i = 0; i < all.size(); i++) {
      assertEquals(i + 1, all.get(i).revision());
    }
    assertEquals(4, open().sites().size());
    open().sites().values().forEach(last -> assertEquals(50, last.sequence()));
  }

  /** The loop of a node: append, and when another was faster, take in what it wrote. */
  private void appendWhileOthersDo(String site, int count) {
    long head = 0;
    long sequence = 1;
    while (sequence <= count) {
      AppendResult result = append(head, List.of(entry(head + 1, site, sequence)));
      if (result instanceof AppendResult.Missed missed) {
        head = missed.entries().get(missed.entries().size() - 1).revision();
      } else {
        head++;
        sequence++;
      }
    }
  }

  @Test
  void aClosedStoreRefusesByName() {
    create(DOC);
    await(log.close());
    assertEquals(Reason.CLOSED, refusal(log.open(DOC)));
    assertEquals(Reason.CLOSED, refusal(log.append(DOC, LINEAGE, 0, entries(0, 1))));
    assertEquals(Reason.CLOSED, refusal(log.create("x", DocumentType.TEXT, LINEAGE, 1)));
  }
}
