package dev.rejoin.load.scenario;

import dev.rejoin.load.editor.Crowd;
import dev.rejoin.load.editor.Waiting;
import dev.rejoin.load.server.OwnServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * {@code kill -9} of the server while people type, again and again. Each kill falls on the sending
 * or the acknowledgement of some operation, while others are under way in every stage.
 *
 * @param eventsBetweenKills how many sendings and acknowledgements on average
 */
public record Killing(OwnServer server, int editors, int kills, int eventsBetweenKills, long seed)
    implements Scenario {
  @Override
  public String description() {
    return editors + " editors type, " + kills + " times kill -9, seed " + seed;
  }

  @Override
  public Ending play(Crowd crowd, Duration limit) throws IOException {
    Seats.takeAll(crowd, editors, seed);
    Random random = new Random(seed);
    for (int kill = 0; kill < kills && !crowd.hasFailure(); kill++) {
      int events = eventsBetweenKills / 2 + random.nextInt(eventsBetweenKills);
      if (!happens(crowd, events, server::kill, limit)) {
        return Ending.OUT_OF_TIME;
      }
      server.restart();
      crowd.moveTo(server.address());
    }
    if (!happens(crowd, eventsBetweenKills, () -> {}, limit)) {
      return Ending.OUT_OF_TIME;
    }
    crowd.finish();
    return Ending.of(crowd.awaitSettled(limit));
  }

  /** Whether so many sendings and acknowledgements came about; then the action has been run. */
  static boolean happens(Crowd crowd, int events, Runnable action, Duration limit) {
    CountDownLatch done = new CountDownLatch(1);
    crowd.afterEvents(
        events,
        () -> {
          action.run();
          done.countDown();
        });
    return Waiting.until(limit, () -> done.getCount() == 0 || crowd.hasFailure());
  }
}
