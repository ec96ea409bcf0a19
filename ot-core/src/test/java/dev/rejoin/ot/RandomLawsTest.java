package dev.rejoin.ot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Promise A2: the laws on random documents, plain and rich, with everything Unicode has. */
class RandomLawsTest {
  @Test
  @Timeout(value = 40, unit = TimeUnit.MINUTES)
  void theLawsHoldForRandomOperations() {
    Seeds.each(200_000, 10_000_000, RandomLawsTest::check);
  }

  private static void check(long seed) {
    SplitMix64 random = new SplitMix64(seed);
    DocumentType type = seed % 2 == 0 ? DocumentType.TEXT : DocumentType.RICH_TEXT;
    RandomOperations operations = new RandomOperations(random, type);
    Content content = operations.content(random.oneIn(50) ? 500 : 12);
    Operation inserts = content.toOperation();
    Operation h1 = operations.on(content);
    Content next = Content.of(type, inserts.compose(h1));
    Operation h2 = operations.on(next);
    Operation h3 = operations.on(Content.of(type, inserts.compose(h1).compose(h2)));
    Operation c = operations.on(content);

    Laws.convergence(inserts, h1, c);
    Laws.associativity(inserts, h1, h2);
    Laws.associativity(h1, h2, h3);
    Laws.folding(inserts, h1, h2, c);
    Laws.inversion(content, h1);
    positionsFold(h1, h2, random.below(content.length() + 1));
    if (type == DocumentType.TEXT) {
      assertEquals(RandomOperations.text(next), h1.apply(RandomOperations.text(content)), "apply");
    }
  }

  /** A caret moved through a fold stands where it stands when moved through the entries. */
  private static void positionsFold(Operation h1, Operation h2, int position) {
    int oneByOne = h2.movePosition(h1.movePosition(position, Stickiness.LEFT), Stickiness.LEFT);
    assertEquals(oneByOne, h1.compose(h2).movePosition(position, Stickiness.LEFT), "positions");
  }
}
