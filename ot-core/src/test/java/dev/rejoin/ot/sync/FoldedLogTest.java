package dev.rejoin.ot.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.Fold;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldedLogTest {
  private static final long PLENTY = 1 << 30;

  @Test
  void everyStretchIsWhatComposingItsEntriesGives() {
    List<Entry> entries = entries(new SplitMix64(1), 0, 200);
    FoldedLog log = log(0, PLENTY, entries);
    for (int from = 0; from <= 200; from += 3) {
      Operation wanted = Operation.identity(log.lengthAt(from));
      for (int to = from; to <= 200; to++) {
        wanted = to == from ? wanted : wanted.compose(entries.get(to - 1).operation());
        assertEquals(wanted, log.fold(from, to), "after " + from + " to " + to);
      }
    }
  }

  @Test
  void longStretchesFromAnywhereAreExact() {
    Seeds.each(10, 1_000, FoldedLogTest::longStretches);
  }

  private static void longStretches(long seed) {
    SplitMix64 random = new SplitMix64(seed);
    long first = random.below(10_000);
    List<Entry> entries = entries(random, first, 6_000);
    FoldedLog log = log(first, random.oneIn(2) ? PLENTY : 2_000_000, entries);
    for (int i = 0; i < 30; i++) {
      int from = random.below(6_000);
      int to = from + 1 + random.below(6_000 - from);
      List<Operation> operations =
          entries.subList(from, to).stream().map(Entry::operation).toList();
      assertEquals(Fold.balanced(operations), log.fold(first + from, first + to));
    }
  }

  @Test
  void warmFoldTakesLogarithmicallyManyCompositions() {
    SplitMix64 random = new SplitMix64(7);
    FoldedLog log = log(0, PLENTY, entries(random, 0, 100_000));
    log.fold(0, 100_000);
    assertTrue(log.compositions() < 101_500, () -> log.compositions() + " for the cold one");
    for (int i = 0; i < 300; i++) {
      long from = random.below(100_000);
      log.fold(from, 100_000);
      long before = log.compositions();
      log.fold(from, 100_000);
      long taken = log.compositions() - before;
      // 63 entries and 7 aligned blocks of each of four sizes, at either end.
      assertTrue(taken <= 2 * (63 + 4 * 7), () -> taken + " compositions from " + from);
    }
  }

  @Test
  void crowdThatComesBackFromEverywhereSharesTheBlocks() {
    SplitMix64 random = new SplitMix64(8);
    FoldedLog log = log(0, PLENTY, entries(random, 0, 40_000));
    for (int i = 0; i < 1_000; i++) {
      log.fold(random.below(40_000), 40_000);
    }
    assertTrue(log.compositions() < 1_000 * 182 + 42_000, () -> log.compositions() + " in all");
  }

  @Test
  void entriesComeBackAsTheyWentIn() {
    List<Entry> entries = entries(new SplitMix64(2), 40, 2_000);
    FoldedLog log = log(40, PLENTY, entries);
    entries.forEach(entry -> assertEquals(entry, log.entry(entry.revision())));
    entries.forEach(
        entry -> assertEquals(entry.operation().baseLength(), log.lengthAt(entry.revision() - 1)));
    assertEquals(entries.get(1_999).operation().targetLength(), log.lengthAt(2_040));
    assertThrows(IndexOutOfBoundsException.class, () -> log.entry(40));
    assertThrows(IndexOutOfBoundsException.class, () -> log.entry(2_041));
  }

  @Test
  void ownEntriesAreNeverInAFoldAndLoneOnesKeepTheirNames() {
    Seeds.each(200, 20_000, FoldedLogTest::stepsLeadFromTextToText);
  }

  private static void stepsLeadFromTextToText(long seed) {
    SplitMix64 random = new SplitMix64(seed);
    int count = 1 + random.below(1_500);
    List<Entry> entries = entries(random, 0, count);
    FoldedLog log = log(0, PLENTY, entries);
    String receiver = random.oneOf("alice", "bob", "nobody");
    int from = random.below(count);
    int to = from + random.below(count - from + 1);
    int revision = from;
    for (Step step : log.steps(receiver, from, to)) {
      List<Entry> covered = entries.subList(revision, revision + step.count());
      boolean own = covered.stream().anyMatch(entry -> entry.site().equals(receiver));
      Step wanted;
      assertTrue(covered.size() == 1 || !own, "an own entry in a fold");
      if (covered.size() == 1) {
        Entry entry = covered.get(0);
        wanted = new Step.One(entry.site(), entry.sequence(), entry.operation());
      } else {
        List<Operation> operations = covered.stream().map(Entry::operation).toList();
        wanted = new Step.Folded(covered.size(), Fold.balanced(operations));
      }
      assertEquals(wanted, step);
      revision += step.count();
    }
    assertEquals(to, revision);
  }

  @Test
  void theOldestLeaveWhenItGetsTooHeavy() {
    List<Entry> entries = entries(new SplitMix64(3), 0, 20_000);
    FoldedLog log = log(0, 300_000, entries);
    assertTrue(log.weight() <= 300_000, () -> log.weight() + " bytes");
    assertTrue(log.from() > 10_000);
    assertFalse(log.covers(log.from() - 1));
    assertTrue(log.covers(log.from()));
    assertEquals(20_000, log.head());
    assertEquals(entries.get(19_999), log.entry(20_000));
    log.fold(log.from(), 20_000);
    assertTrue(log.weight() <= 300_000, () -> log.weight() + " bytes with folds");
    long before = log.from() - 1;
    assertThrows(IndexOutOfBoundsException.class, () -> log.fold(before, 20_000));
  }

  @Test
  void largeEntriesLeaveOneByOne() {
    FoldedLog log = new FoldedLog(0, 1_000_000);
    String paste = "x".repeat(100_000);
    for (int i = 0; i < 50; i++) {
      Operation edit = Operation.builder().insert(paste).retain(i * 100_000).build();
      log.append(new Entry(i + 1, "alice", i + 1, "~alice", i, edit));
      assertTrue(log.weight() <= 1_000_000, () -> log.weight() + " bytes");
    }
    assertTrue(log.head() - log.from() >= 5, "some are still there");
  }

  @Test
  void anEmptyLogKnowsItsPlaceAndLearnsItsLength() {
    List<Entry> entries = entries(new SplitMix64(6), 0, 31);
    FoldedLog log = new FoldedLog(30, PLENTY);
    assertEquals(30, log.head());
    assertTrue(log.covers(30));
    assertEquals(List.of(), log.steps("alice", 30, 30));
    assertThrows(IllegalStateException.class, () -> log.lengthAt(30));
    Entry next = entries.get(30);
    log.append(next);
    assertEquals(next.operation().baseLength(), log.lengthAt(30));
    assertEquals(next.operation().targetLength(), log.lengthAt(31));
  }

  @Test
  void anEntryOutOfOrderOrOfAnotherLengthIsRefused() {
    FoldedLog log = log(0, PLENTY, entries(new SplitMix64(9), 0, 3));
    Operation fits = Operation.identity(log.lengthAt(3));
    Operation doesNot = Operation.identity(log.lengthAt(3) + 1);
    assertThrows(
        IllegalArgumentException.class, () -> log.append(new Entry(5, "a", 1, "~a", 0, fits)));
    assertThrows(
        IllegalArgumentException.class, () -> log.append(new Entry(4, "a", 1, "~a", 0, doesNot)));
    assertEquals(3, log.head());
  }

  private static FoldedLog log(long from, long maxWeight, List<Entry> entries) {
    FoldedLog log = new FoldedLog(from, maxWeight);
    entries.forEach(log::append);
    return log;
  }

  /** Small random edits by a few people who often write several in a row. */
  private static List<Entry> entries(SplitMix64 random, long from, int count) {
    List<Entry> entries = new ArrayList<>();
    int length = random.below(30);
    String site = "alice";
    for (int i = 0; i < count; i++) {
      site = random.oneIn(4) ? random.oneOf("alice", "bob", "carol", "dave") : site;
      Operation edit = edit(random, length);
      length = edit.targetLength();
      long at = 1_700_000_000_000L + 37L * i;
      entries.add(new Entry(from + i + 1, site, i + 1, "~" + site, at, edit));
    }
    return entries;
  }

  private static Operation edit(SplitMix64 random, int length) {
    int at = random.below(length + 1);
    int deleted = random.oneIn(3) ? Math.min(random.below(10), length - at) : 0;
    String text = random.oneOf("a", "bc", "d\u00e9f", "\u4e2d").repeat(random.below(3));
    return Operation.builder()
        .retain(at)
        .insert(text)
        .remove(deleted)
        .retain(length - at - deleted)
        .build();
  }
}
