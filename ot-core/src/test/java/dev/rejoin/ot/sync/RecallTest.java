package dev.rejoin.ot.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Fold;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is older than memory comes back folded, and moves an operation as its entries would. */
class RecallTest {

  @Test
  void aPastMovesAnOperationAsItsEntriesDoOneByOne() {
    Seeds.each(
        2_000,
        100_000,
        seed -> {
          SplitMix64 random = new SplitMix64(seed);
          RandomOperations operations = new RandomOperations(random, DocumentType.RICH_TEXT);
          Content content = operations.content(6);
          List<Entry> entries = entries(operations, content, 1 + random.below(8));
          Operation operation = operations.on(content);
          Past past = read(random, entries);
          Operation before = operation;
          for (Entry entry : entries.subList(0, entries.size() - 1)) {
            before = before.movedBehind(entry.operation());
          }
          assertEquals(before, past.movedBehindBefore(operation));
          assertEquals(
              before.movedBehind(entries.get(entries.size() - 1).operation()),
              past.movedBehindAll(operation));
          assertEquals(operation.baseLength(), past.baseLength());
        });
  }

  /** One by one, several at once, or going on after a while. */
  private static Past read(SplitMix64 random, List<Entry> entries) {
    Recall recall = new Recall(10);
    int at = 0;
    while (at < entries.size()) {
      int count = 1 + random.below(entries.size() - at);
      if (count == 1) {
        recall.add(entries.get(at));
      } else {
        List<Operation> before =
            entries.subList(at, at + count - 1).stream().map(Entry::operation).toList();
        recall.add(count, Fold.balanced(before), entries.get(at + count - 1));
      }
      at += count;
      recall = random.oneIn(3) ? Recall.after(recall.past()) : recall;
    }
    assertEquals(10 + entries.size(), recall.to());
    return recall.past();
  }

  @Test
  void muchThatCameAndWentTakesNoRoom() {
    String paste = "x".repeat(100_000);
    Operation come = Operation.builder().retain(5).insert(paste).build();
    Operation go = Operation.builder().retain(5).remove(100_000).build();
    Recall recall = new Recall(0);
    for (int i = 1; i <= 2_000; i++) {
      recall.add(entry(i, i % 2 == 1 ? come : go));
      assertTrue(recall.weight() < 1_000_000, recall.weight() + " bytes after entry " + i);
    }
    assertEquals(Optional.of(come), recall.past().before());
  }

  @Test
  void onlyTheNextEntryIsTaken() {
    Operation same = Operation.identity(3);
    Recall recall = new Recall(4);
    assertThrows(IllegalStateException.class, recall::past);
    assertThrows(IllegalArgumentException.class, () -> recall.add(entry(4, same)));
    assertThrows(IllegalArgumentException.class, () -> recall.add(entry(6, same)));
    assertThrows(IllegalArgumentException.class, () -> recall.add(3, same, entry(6, same)));
    recall.add(entry(5, same));
    assertEquals(new Past(4, Optional.empty(), entry(5, same)), recall.past());
    assertThrows(
        IllegalArgumentException.class, () -> new Past(4, Optional.of(same), entry(5, same)));
    assertThrows(
        IllegalArgumentException.class, () -> new Past(3, Optional.empty(), entry(5, same)));
    assertThrows(
        IllegalArgumentException.class, () -> new Past(5, Optional.empty(), entry(5, same)));
  }

  private static List<Entry> entries(RandomOperations operations, Content first, int count) {
    List<Entry> entries = new ArrayList<>();
    Content content = first;
    for (int i = 1; i <= count; i++) {
      Operation operation = operations.on(content);
      content = Content.of(DocumentType.RICH_TEXT, content.toOperation().compose(operation));
      entries.add(entry(10 + i, operation));
    }
    return entries;
  }

  private static Entry entry(long revision, Operation operation) {
    return new Entry(revision, "somebody", revision, "~somebody", 0, operation);
  }
}
