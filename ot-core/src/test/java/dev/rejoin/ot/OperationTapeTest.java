package dev.rejoin.ot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationTapeTest {

  @Test
  void whatIsReadIsWhatWasAppended() {
    Seeds.each(2_000, 100_000, OperationTapeTest::roundTrip);
  }

  private static void roundTrip(long seed) {
    SplitMix64 random = new SplitMix64(seed);
    DocumentType type = seed % 2 == 0 ? DocumentType.TEXT : DocumentType.RICH_TEXT;
    RandomOperations operations = new RandomOperations(random, type);
    OperationTape tape = new OperationTape(8);
    List<Operation> kept = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Operation operation = operations.on(operations.content(random.oneIn(20) ? 300 : 10));
      tape.append(operation);
      kept.add(operation);
    }
    assertEquals(kept.size(), tape.size());
    for (int i = 0; i < kept.size(); i++) {
      assertEquals(kept.get(i), tape.get(i));
      assertEquals(kept.get(i).baseLength(), tape.baseLength(i));
    }
  }

  @Test
  void theLongestRunSurvives() {
    OperationTape tape = new OperationTape(8);
    Operation longest = Operation.builder().remove(Operation.MAX_LENGTH).build();
    tape.append(longest);
    assertEquals(longest, tape.get(0));
  }

  @Test
  void aKeystrokeTakesAFewBytes() {
    OperationTape tape = new OperationTape(8);
    for (int i = 0; i < 1_000; i++) {
      tape.append(Operation.builder().retain(50_000 + i).insert("x").retain(40_000).build());
    }
    assertTrue(tape.weight() <= 15_000, () -> tape.weight() + " bytes for 1,000 keystrokes");
  }

  @Test
  void equalAttributesAreKeptOnce() {
    OperationTape tape = new OperationTape(8);
    for (int i = 0; i < 1_000; i++) {
      OperationBuilder bold = Operation.builder();
      bold.insert("x", Attributes.of("bold", true));
      tape.append(bold.retain(i).build());
    }
    assertTrue(tape.weight() <= 16_000, () -> tape.weight() + " bytes for 1,000 bold letters");
  }
}
