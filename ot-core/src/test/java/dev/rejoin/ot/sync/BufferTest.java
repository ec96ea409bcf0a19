package dev.rejoin.ot.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class BufferTest {

  @Test
  void holdsWhatComposingEditByEditGives() {
    Seeds.each(2_000, 50_000, BufferTest::likeALeftFold);
  }

  private static void likeALeftFold(long seed) {
    SplitMix64 random = new SplitMix64(seed);
    DocumentType type = random.oneOf(DocumentType.values());
    RandomOperations operations = new RandomOperations(random, type);
    Content content = operations.content(8);
    Operation inserts = content.toOperation();
    Operation folded = operations.on(content);
    Buffer buffer = Buffer.of(folded);
    int edits = 1 + random.below(20);
    for (int i = 1; i < edits; i++) {
      Operation edit = operations.on(Content.of(type, inserts.compose(folded)));
      folded = folded.compose(edit);
      buffer = buffer.then(edit);
      assertEquals(folded, buffer.toOperation());
    }
    assertEquals(edits, buffer.edits());
  }

  @Test
  void aHundredThousandEditsAllOverADocumentTakeSeconds() {
    int length = 1_000_000;
    SplitMix64 random = new SplitMix64(1);
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          Buffer buffer = Buffer.of(Operation.identity(length));
          for (int i = 0; i < 100_000; i++) {
            int at = random.below(length + i + 1);
            buffer = buffer.then(insertion(at, length + i - at));
          }
          assertEquals(length + 100_000, buffer.toOperation().targetLength());
        });
  }

  private static Operation insertion(int before, int after) {
    return Operation.builder().retain(before).insert("x").retain(after).build();
  }
}
