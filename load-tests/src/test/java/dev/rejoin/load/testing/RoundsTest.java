package dev.rejoin.load.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

  /** However it failed. */
  @Test
  void aRoundThatFailsSaysWhichSeedPlaysItAgain() {
    assumeTrue(Long.getLong("seed") == null);
    AssertionError failure = assertThrows(AssertionError.class, () -> Rounds.play(4, this::play));
    assertEquals("failed with -Dseed=2: the server did not start", failure.getMessage());
    assertEquals(IOException.class, failure.getCause().getClass());
  }

  @Test
  void eachRoundHasASeedOfItsOwn() throws Exception {
    assumeTrue(Long.getLong("seed") == null);
    assertEquals(List.of(0L, 1L), Rounds.play(2, this::play));
  }

  private long play(long seed) throws IOException {
    if (seed == 2) {
      throw new IOException("the server did not start");
    }
    return seed;
  }
}
