package dev.rejoin.load.scenario;

import dev.rejoin.load.editor.Crowd;
import dev.rejoin.load.server.OwnServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/**
 * The server ends while people type, and comes back, again and again. Each end falls on the sending
 * or the acknowledgement of some operation, while others are under way in every stage.
 *
 * @param times how often
 * @param eventsBetween how many sendings and acknowledgements on average
 */
public record Restarting(
    OwnServer server, Way way, int editors, int times, int eventsBetween, long seed)
    implements Scenario {

  /** How it is ended. */
  public enum Way {
    /** {@code kill -9}. */
    KILLED {
      @Override
      void begin(OwnServer server) {
        server.kill();
      }

      @Override
      void awaitEnd(OwnServer server) throws IOException {
        server.awaitKilled();
      }
    },
    /** {@code kill -15}: it has to end in order, soon. */
    TERMINATED {
      @Override
      void begin(OwnServer server) {
        server.terminate();
      }

      @Override
      void awaitEnd(OwnServer server) throws IOException {
        server.awaitTerminated(STOP_LIMIT);
      }
    };

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    abstract void begin(OwnServer server);

    abstract void awaitEnd(OwnServer server) throws IOException;
  }

  @Override
  public String description() {
    return "%d editors type, the server is %d times %s, seed %d"
        .formatted(editors, times, way == Way.KILLED ? "killed" : "terminated", seed);
  }

  @Override
  public Ending play(Crowd crowd, Duration limit) throws IOException {
    Seats.takeAll(crowd, editors, seed);
    Random random = new Random(seed);
    for (int time = 0; time < times && !crowd.hasFailure(); time++) {
      int events = eventsBetween / 2 + random.nextInt(eventsBetween);
      if (!Events.happen(crowd, events, () -> way.begin(server), limit)) {
        return Ending.OUT_OF_TIME;
      }
      way.awaitEnd(server);
      server.restart();
      crowd.moveTo(server.address());
    }
    if (!Events.happen(crowd, eventsBetween, limit)) {
      return Ending.OUT_OF_TIME;
    }
    crowd.finish();
    return Ending.of(crowd.awaitSettled(limit));
  }
}
