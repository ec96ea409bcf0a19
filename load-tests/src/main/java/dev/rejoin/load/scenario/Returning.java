package dev.rejoin.load.scenario;

import dev.rejoin.load.editor.Crowd;
import dev.rejoin.load.editor.Pace;
import dev.rejoin.load.server.OwnServer;
import dev.rejoin.load.typing.BriefTypist;
import dev.rejoin.load.typing.RandomTypist;
import java.io.IOException;
import java.time.Duration;

/** Very many have documents open when the server dies; they all come back at once. */
public record Returning(OwnServer server, int editors, int editorsPerDocument, long seed)
    implements Scenario {
  private static final int EDITS = 4;

  @Override
  public String description() {
    return editors + " editors come back at once, seed " + seed;
  }

  @Override
  public Ending play(Crowd crowd, Duration limit) throws IOException {
    Seats seats = new Seats(crowd, seed);
    for (int editor = 0; editor < editors; editor++) {
      seats.take(
          editor / editorsPerDocument,
          Pace.single(),
          new BriefTypist(new RandomTypist(seed * editors + editor), EDITS));
    }
    // Each edit is sent and acknowledged: in the middle of it all, nearly everybody is there.
    if (!Events.happen(crowd, editors * EDITS, server::kill, limit)) {
      return Ending.OUT_OF_TIME;
    }
    server.awaitKilled();
    server.restart();
    crowd.moveTo(server.address());
    crowd.finish();
    return Ending.of(crowd.awaitSettled(limit));
  }
}
