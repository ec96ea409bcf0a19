package dev.rejoin.load.scenario;

import dev.rejoin.load.editor.Crowd;
import dev.rejoin.load.server.OwnServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/**
 * {@code kill -15} of the server while people type, again and again. It has to end in order, soon.
 *
 * @param eventsBetweenStops how many sendings and acknowledgements on average
 */
public record Stopping(OwnServer server, int editors, int stops, int eventsBetweenStops, long seed)
    implements Scenario {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  @Override
  public String description() {
    return editors + " editors type, " + stops + " times kill -15, seed " + seed;
  }

  @Override
  public Ending play(Crowd crowd, Duration limit) throws IOException {
    Seats.takeAll(crowd, editors, seed);
    Random random = new Random(seed);
    for (int stop = 0; stop < stops && !crowd.hasFailure(); stop++) {
      int events = eventsBetweenStops / 2 + random.nextInt(eventsBetweenStops);
      if (!Killing.happens(crowd, events, server::terminate, limit)) {
        return Ending.OUT_OF_TIME;
      }
      server.awaitTerminated(STOP_LIMIT);
      server.restart();
      crowd.moveTo(server.address());
    }
    if (!Killing.happens(crowd, eventsBetweenStops, () -> {}, limit)) {
      return Ending.OUT_OF_TIME;
    }
    crowd.finish();
    return Ending.of(crowd.awaitSettled(limit));
  }
}
