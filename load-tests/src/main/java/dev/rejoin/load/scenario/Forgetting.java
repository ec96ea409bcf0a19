package dev.rejoin.load.scenario;

import dev.rejoin.load.check.Verdict;
import dev.rejoin.load.editor.Crowd;
import dev.rejoin.load.editor.EditorReport;
import dev.rejoin.load.editor.SimulatedEditor;
import dev.rejoin.load.editor.Waiting;
import dev.rejoin.load.server.HttpReader;
import dev.rejoin.load.server.LogRecorder;
import dev.rejoin.load.server.OwnServer;
import dev.rejoin.load.server.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The server forgets history while people write. In each round half of them are away for so long
 * that the log no longer reaches back to where they stand, with edits of their own; the others are
 * cut off for about as long as history is kept.
 *
 * <pre>
 *   away     ├──────────────────── edits wait ─────────────┤ comes back below the floor
 *   cut off        ├──────────────┤  perhaps below, perhaps at the floor
 *   floor    ·································▲ rises
 * </pre>
 */
public final class Forgetting implements Scenario {
  private static final int EDITORS = 8;
  private static final int EVENTS = 100;

  private final OwnServer server;
  private final int rounds;
  private final int keptMillis;
  private final long seed;
  private LogRecorder recorder;

  /**
   * @param keptMillis for how long the server keeps history
   */
  public Forgetting(OwnServer server, int rounds, int keptMillis, long seed) {
    this.server = server;
    this.rounds = rounds;
    this.keptMillis = keptMillis;
    this.seed = seed;
  }

  /** How often somebody is away until the log no longer seems to reach back to them. */
  public int absences() {
    return rounds * EDITORS / 2;
  }

  @Override
  public String description() {
    return "%d editors of a server that keeps %d ms of history, seed %d"
        .formatted(EDITORS, keptMillis, seed);
  }

  @Override
  public Ending play(Crowd crowd, Duration limit) {
    Seats.takeAll(crowd, EDITORS, seed);
    recorder = LogRecorder.of(server.address(), crowd);
    Random random = new Random(seed);
    if (!crowd.awaitOpened(limit)) {
      return Ending.OUT_OF_TIME;
    }
    for (int round = 0; round < rounds; round++) {
      if (!Events.happen(crowd, EVENTS, limit) || !sendAway(crowd, round % 2, random, limit)) {
        return Ending.OUT_OF_TIME;
      }
    }
    crowd.finish();
    return Ending.of(crowd.awaitSettled(limit));
  }

  private boolean sendAway(Crowd crowd, int which, Random random, Duration limit) {
    List<SimulatedEditor> away = new ArrayList<>();
    List<SimulatedEditor> all = crowd.editors();
    for (int i = 0; i < all.size(); i++) {
      if (i % 2 == which) {
        all.get(i).stayAway();
        away.add(all.get(i));
      } else if (random.nextBoolean()) {
        all.get(i).cutFor(keptMillis / 2 + random.nextInt(keptMillis));
      }
    }
    HttpReader reader = new HttpReader(server.address());
    boolean forgotten =
        Waiting.until(
            limit,
            () -> crowd.hasFailure() || away.stream().allMatch(editor -> isBelow(editor, reader)));
    away.forEach(SimulatedEditor::comeBack);
    return forgotten && crowd.awaitOpened(limit);
  }

  private static boolean isBelow(SimulatedEditor editor, HttpReader reader) {
    try {
      return reader.floor(editor.document()) > editor.status().revision();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Verdict judge(List<EditorReport> editors, Target target) {
    recorder.close();
    return StoredLogs.check(editors, recorder::read);
  }
}
