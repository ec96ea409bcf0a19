package dev.rejoin.load.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TypingClockTest {
  private static final long MILLI = 1_000_000;
  private static final long STARTED = 77 * MILLI;

  private final TypingClock clock = new TypingClock(10);

  @Test
  void whoWaitsForAsLongAsItSaysMayTypeThenAndNotEarlier() {
    clock.start(STARTED);
    long now = STARTED;
    for (int edit = 0; edit < 1_000; edit++) {
      assertFalse(clock.strikes(now), "edit " + edit + " came too early");
      long wait = clock.millisToNext(now);
      // The first is due at once, and not before anything of the first moment is over.
      now += Math.max(1, wait) * MILLI + (wait == 0 ? 0 : 1);
      assertTrue(clock.strikes(now), "edit " + edit + " after " + wait + " ms");
    }
    assertTrue((now - STARTED) / MILLI / 100 <= 1_000, "slower than its pace");
  }

  @Test
  void afterAPauseWhatWasHeldBackIsDue() {
    clock.start(STARTED);
    long later = STARTED + 1_001 * MILLI;
    for (int edit = 0; edit < 11; edit++) {
      assertTrue(clock.millisToNext(later) <= 0);
      assertTrue(clock.strikes(later));
    }
    assertFalse(clock.strikes(later));
    assertEquals(99, clock.millisToNext(later));
  }
}
