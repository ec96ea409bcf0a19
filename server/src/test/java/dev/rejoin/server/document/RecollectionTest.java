package dev.rejoin.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.storage.Snapshot;
import dev.rejoin.server.testing.Crowd;
import dev.rejoin.server.testing.Crowd.Guest;
import dev.rejoin.server.testing.SmallPages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Edits of revisions that memory does not reach back to, and a log that is larger than memory. */
class RecollectionTest {

  private static final Limits LITTLE_MEMORY =
      Limits.DEFAULT.with("recentLogWeightBytes", 4 << 10).with("snapshotEveryEntries", 10);

  private static final int MEGABYTE = 1 << 20;

  /** Letters, more than there is memory for. */
  private static final int MANY = 1_000;

  @Test
  void editsOfManyRevisionsAreStoredAsTheirEntriesWouldHaveMovedThem() {
    Seeds.each(6, 500, RecollectionTest::manyRevisions);
  }

  private static void manyRevisions(long seed) {
    SplitMix64 random = new SplitMix64(seed);
    Crowd crowd = new Crowd(LITTLE_MEMORY);
    RandomOperations operations = new RandomOperations(random, DocumentType.TEXT);
    List<Document> contents = new ArrayList<>(List.of(Document.empty(DocumentType.TEXT)));
    Guest writer = crowd.join("writer");
    int length = 200 + random.below(200);
    for (int revision = 0; revision < length; revision++) {
      Document content = Document.of(contents.get(revision).snapshot());
      Operation edit = operations.on(content);
      content.apply(edit);
      contents.add(content);
      writer.submit(revision + 1, revision, edit);
      crowd.time.settle();
    }
    crowd.log.truth = SmallPages.of(crowd.log.truth, 1 + random.below(60));
    Map<String, Handed> handed = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      Guest guest = crowd.join("guest" + i);
      int revision = random.below(length - 100);
      Operation edit = operations.on(contents.get(revision));
      handed.put(guest.site(), new Handed(guest, revision, edit));
    }
    handed.values().forEach(Handed::submit);
    crowd.time.settle();
    checkMoved(crowd, handed, length);
    // What was stored long ago comes again: nothing is stored, and nobody is refused.
    int head = length + 40;
    writeOn(crowd, writer, length + 1, head, 200);
    handed.values().forEach(Handed::submit);
    crowd.time.settle();
    assertEquals(head + 200, entries(crowd).size());
    handed.values().forEach(each -> assertEquals(List.of(), each.guest.nacks()));
    handed.values().forEach(each -> each.submitAnother(operations, contents));
    crowd.time.settle();
    assertEquals(head + 200, entries(crowd).size());
  }

  /** What somebody handed in, and on which revision. */
  private record Handed(Guest guest, int revision, Operation edit) {

    void submit() {
      guest.submit(1, revision, edit);
    }

    /** Under the name that is taken. */
    void submitAnother(RandomOperations operations, List<Document> contents) {
      guest.submit(1, revision, operations.on(contents.get(revision)));
    }
  }

  private static void checkMoved(Crowd crowd, Map<String, Handed> handed, int length) {
    List<Entry> entries = entries(crowd);
    assertEquals(length + handed.size(), entries.size());
    for (Entry entry : entries.subList(length, entries.size())) {
      Handed from = handed.get(entry.site());
      Operation moved = from.edit;
      for (Entry between : entries.subList(from.revision, (int) entry.revision() - 1)) {
        moved = moved.movedBehind(between.operation());
      }
      assertEquals(moved, entry.operation(), "the edit of revision " + from.revision);
    }
  }

  private static void writeOn(Crowd crowd, Guest writer, int sequence, int head, int count) {
    int length = entries(crowd).get(head - 1).operation().targetLength();
    for (int i = 0; i < count; i++) {
      Operation letter = Operation.builder().insert("w").retain(length + i).build();
      writer.submit(sequence + i, head + i, letter);
      crowd.time.settle();
    }
  }

  private static List<Entry> entries(Crowd crowd) {
    List<Entry> all = new ArrayList<>();
    List<Entry> page;
    do {
      page = crowd.log.truth.read(Crowd.DOCUMENT, all.size(), Long.MAX_VALUE).result();
      all.addAll(page);
    } while (!page.isEmpty());
    return all;
  }

  /** A megabyte comes and goes, so that the log is many times as large as the document. */
  @Test
  void noMoreThanAPageOfTheLogIsInMemoryHoweverLongItIs() {
    Crowd crowd = new Crowd(LITTLE_MEMORY);
    Guest writer = crowd.join("writer");
    comeAndGo(crowd, writer, 60);
    SmallPages pages = SmallPages.counted(crowd.log.truth, 4);
    crowd.log.truth = pages.log();
    Guest ann = crowd.join("ann");
    Guest bob = crowd.join("bob");
    ann.submit(1, 0, Operation.builder().insert("a").build());
    bob.submit(1, 2, Operation.builder().insert("b").build());
    crowd.time.settle();
    assertTrue(pages.reads() >= 15, pages.reads() + " reads");
    // The page itself, and the last entry of each fold.
    assertTrue(pages.mostAlive() <= 6, pages.mostAlive() + " entries at once");
    assertEquals(62, entries(crowd).size());
  }

  private static void comeAndGo(Crowd crowd, Guest writer, int entries) {
    Operation come = Operation.builder().insert("x".repeat(MEGABYTE / 4)).build();
    Operation go = Operation.builder().remove(MEGABYTE / 4).build();
    for (int i = 0; i < entries; i++) {
      writer.submit(i + 1, i, i % 2 == 0 ? come : go);
      crowd.time.settle();
    }
  }

  /** Each fold holds all that was inserted since, so all together would hold too much. */
  @Test
  void heavyFoldsAreMadeAFewAtATime() {
    Crowd crowd = new Crowd(LITTLE_MEMORY.with("maxDocumentLength", 20 * MEGABYTE));
    Guest writer = crowd.join("writer");
    for (int i = 0; i < 8; i++) {
      Operation more =
          Operation.builder().insert("x".repeat(MEGABYTE)).retain(i * MEGABYTE).build();
      writer.submit(i + 1, i, more);
      crowd.time.settle();
    }
    List<Guest> guests = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      guests.add(crowd.join("guest" + i));
    }
    int reads = crowd.log.reads;
    for (int i = 0; i < 6; i++) {
      guests.get(i).submit(1, i, Operation.builder().insert("g").retain(i * MEGABYTE).build());
    }
    crowd.time.settle();
    assertEquals(14, entries(crowd).size());
    assertTrue(crowd.log.reads - reads > 1, "all at once");
    guests.forEach(guest -> assertEquals(List.of(), guest.nacks()));
  }

  @Test
  void whatMemoryForgetsWhileTheLogIsReadIsReadAsWell() {
    Crowd crowd = new Crowd(LITTLE_MEMORY);
    Guest writer = crowd.join("writer");
    writeOnFrom(crowd, writer, 0, MANY);
    Guest ann = waiting(crowd);
    writeOnFrom(crowd, writer, MANY, MANY);
    crowd.log.release();
    crowd.time.settle();
    List<Entry> all = entries(crowd);
    assertEquals(2 * MANY + 1, all.size());
    assertEquals(ann.site(), all.get(2 * MANY).site());
    assertEquals(List.of(), ann.nacks());
  }

  @Test
  void editsOfADocumentThatWasReplacedMeanwhileAreRefusedThoughTheyFit() {
    Crowd crowd = new Crowd(LITTLE_MEMORY);
    Guest writer = crowd.join("writer");
    writeOnFrom(crowd, writer, 0, MANY);
    Guest ann = waiting(crowd);
    crowd.log.restoreNothing();
    writer.submit(MANY + 1, MANY, Operation.builder().retain(MANY).insert("w").build());
    crowd.time.settle();
    Guest bob = crowd.join("bob");
    writeOnFrom(crowd, bob, 0, MANY);
    crowd.log.release();
    crowd.time.settle();
    assertEquals(List.of(NackCode.BUSY), ann.nacks().stream().map(Nack::code).toList());
    assertTrue(entries(crowd).stream().allMatch(entry -> entry.site().equals(bob.site())));
  }

  @Test
  void whatIsTrimmedWhileItIsReadIsDecidedByTheRulesBelowTheFloor() {
    Crowd crowd = new Crowd(LITTLE_MEMORY);
    Guest early = crowd.join("early");
    early.submit(1, 0, Operation.builder().insert("e").build());
    crowd.time.settle();
    Guest writer = crowd.join("writer");
    for (int i = 0; i < MANY; i++) {
      writer.submit(i + 1, i + 1, Operation.builder().retain(i + 1).insert("w").build());
      crowd.time.settle();
    }
    Guest ann = crowd.join("ann");
    crowd.log.holdReads();
    ann.submit(1, 0, Operation.builder().insert("a").build());
    early.submit(1, 0, Operation.builder().insert("e").build());
    crowd.time.settle();
    Snapshot base = crowd.log.truth.snapshotAt(Crowd.DOCUMENT, 200).result().orElseThrow();
    crowd.log.truth.trim(Crowd.DOCUMENT, lineage(crowd), base);
    crowd.log.release();
    crowd.time.settle();
    assertEquals(List.of(NackCode.STALE), ann.nacks().stream().map(Nack::code).toList());
    assertEquals(List.of(), early.nacks());
  }

  @Test
  void aLogThatCannotBeReadRefusesThoseWhoNeedItAndNobodyElse() {
    Crowd crowd = new Crowd(LITTLE_MEMORY);
    Guest writer = crowd.join("writer");
    writeOnFrom(crowd, writer, 0, MANY);
    Guest ann = crowd.join("ann");
    crowd.log.failReads(true);
    ann.submit(1, 0, Operation.builder().insert("a").build());
    crowd.time.settle();
    assertEquals(List.of(NackCode.STORAGE), ann.nacks().stream().map(Nack::code).toList());
    writeOnFrom(crowd, writer, MANY, 10);
    crowd.log.failReads(false);
    ann.submit(1, 0, Operation.builder().insert("a").build());
    crowd.time.settle();
    assertEquals(ann.site(), entries(crowd).get(MANY + 10).site());
  }

  /** Somebody whose edit waits for the whole log, which is not read before it is released. */
  private static Guest waiting(Crowd crowd) {
    Guest ann = crowd.join("ann");
    crowd.log.holdReads();
    ann.submit(1, 0, Operation.builder().insert("a").build());
    crowd.time.settle();
    return ann;
  }

  /** Letters at the end; the writer has written all before. */
  private static void writeOnFrom(Crowd crowd, Guest writer, int from, int count) {
    for (int i = from; i < from + count; i++) {
      writer.submit(i + 1, i, Operation.builder().retain(i).insert("w").build());
      crowd.time.settle();
    }
  }

  private static String lineage(Crowd crowd) {
    return crowd.log.truth.open(Crowd.DOCUMENT).result().orElseThrow().lineage();
  }
}
