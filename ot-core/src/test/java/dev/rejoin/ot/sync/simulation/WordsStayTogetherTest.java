package dev.rejoin.ot.sync.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.Seeds;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise A4: what one person types in one go stays together, though all type at one place. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class WordsStayTogetherTest {
  private static final int CANARY_SEEDS = 300;

  @Test
  void nobodysWordIsTornByAnothers() {
    Seeds.each(
        2_000,
        20_000,
        seed -> assertTrue(Words.typedTogether(seed, Mutant.NONE), "a word is torn"));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"CLIENT_TURNS_THE_TIE_OF_ITS_BUFFER", "CARET_GOES_RIGHT_OF_WHAT_OTHERS_TYPE"})
  void aTornWordIsSeen(Mutant mutant) {
    long torn =
        LongStream.range(0, CANARY_SEEDS)
            .filter(seed -> !Words.typedTogether(seed, mutant))
            .count();
    System.out.println(mutant + ": words torn in " + torn + " of " + CANARY_SEEDS + " runs");
    assertTrue(torn > 0, mutant + " survived");
  }
}
