package dev.rejoin.ot.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a failure prints is what replays it. */
class SeedsTest {

  @BeforeEach
  void nobodyAskedForOne() {
    assumeTrue(Long.getLong("seed") == null, "-Dseed plays one seed alone");
  }

  @Test
  void seedsLieOneStepApart() {
    List<Long> played = new ArrayList<>();
    Seeds.eachNth(20, 4, 4, played::add);
    assertEquals(List.of(0L, 20L, 40L, 60L), played);
  }

  @Test
  void theSeedThatIsPrintedIsTheOneThatWasPlayed() {
    List<Long> played = new ArrayList<>();
    AssertionError failure =
        assertThrows(
            AssertionError.class,
            () ->
                Seeds.eachNth(
                    20,
                    4,
                    4,
                    seed -> {
                      played.add(seed);
                      assertTrue(seed < 60, "too much");
                    }));
    assertEquals(List.of(0L, 20L, 40L, 60L), played);
    assertTrue(failure.getMessage().contains("-Dseed=60:"), failure.getMessage());
  }
}
