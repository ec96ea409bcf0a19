package dev.rejoin.load.scenario;

import dev.rejoin.load.editor.Crowd;
import dev.rejoin.load.editor.Pace;
import dev.rejoin.load.editor.SimulatedEditor;
import dev.rejoin.load.editor.Waiting;
import dev.rejoin.load.typing.RandomTypist;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** People type, and again and again one of them loses the connection, types on, and comes back. */
public record Rejoining(int editors, int editorsPerDocument, Pace pace, Duration time, long seed)
    implements Scenario {
  private static final int LONGEST_ABSENCE_MILLIS = 3_000;
  private static final int LONGEST_PEACE_MILLIS = 200;

  @Override
  public String description() {
    return editors + " editors type and are cut off at random, seed " + seed;
  }

  @Override
  public Ending play(Crowd crowd, Duration limit) {
    Seats seats = new Seats(crowd, seed);
    for (int editor = 0; editor < editors; editor++) {
      seats.take(editor / editorsPerDocument, pace, new RandomTypist(seed * 1_000 + editor));
    }
    if (!crowd.awaitOpened(limit)) {
      return Ending.OUT_OF_TIME;
    }
    cutUntil(System.nanoTime() + time.toNanos(), crowd);
    crowd.finish();
    return Ending.of(crowd.awaitSettled(limit));
  }

  private void cutUntil(long endNanos, Crowd crowd) {
    Random random = new Random(seed);
    List<SimulatedEditor> all = crowd.editors();
    while (System.nanoTime() < endNanos && !crowd.hasFailure()) {
      Duration peace = Duration.ofMillis(random.nextInt(LONGEST_PEACE_MILLIS));
      Waiting.until(peace, crowd::hasFailure);
      all.get(random.nextInt(all.size())).cutFor(1L + random.nextInt(LONGEST_ABSENCE_MILLIS));
    }
  }
}
