package dev.rejoin.load.scenario;

import dev.rejoin.load.check.RestoreChecker;
import dev.rejoin.load.check.RestoreChecker.Restored;
import dev.rejoin.load.check.Verdict;
import dev.rejoin.load.editor.Crowd;
import dev.rejoin.load.editor.EditorReport;
import dev.rejoin.load.editor.EditorStatus;
import dev.rejoin.load.editor.Pace;
import dev.rejoin.load.editor.SimulatedEditor;
import dev.rejoin.load.editor.Waiting;
import dev.rejoin.load.server.HttpReader;
import dev.rejoin.load.server.LogRecorder;
import dev.rejoin.load.server.LostData;
import dev.rejoin.load.server.Operator;
import dev.rejoin.load.server.OwnServer;
import dev.rejoin.load.server.Target;
import dev.rejoin.load.typing.BriefTypist;
import dev.rejoin.load.typing.RandomTypist;
import dev.rejoin.ot.sync.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A backup is made while people type; later the server dies, and the backup is put in place. They
 * all come back: from before it, from behind it, with edits that were never sent.
 *
 * <pre>
 *   eight type  ────────── backup ───────────── kill, restore ──────────────►
 *   one types   ────────── backup ───────────── kill, restore ──────────────►   in a document that
 *   one reads   ────────── backup ─── away ··················· comes back ──►   the two share
 * </pre>
 *
 * In that document the log comes to the reader's revision again, with the very name that the entry
 * there had before: only the lineage tells that it is another.
 */
public final class Restoring implements Scenario {
  private static final int EDITORS = 8;
  private static final int READERS_EDITS = 3;
  private static final int EVENTS = 150;

  private final OwnServer server;
  private final Operator operator;
  private final boolean trimming;
  private final long seed;
  private final Random random;

  private final Map<String, Restored> restored = new TreeMap<>();
  private LogRecorder recorder;

  /**
   * @param trimming whether to wait for the server to forget history
   */
  public Restoring(OwnServer server, Operator operator, boolean trimming, long seed) {
    this.server = server;
    this.operator = operator;
    this.trimming = trimming;
    this.seed = seed;
    this.random = new Random(seed);
  }

  @Override
  public String description() {
    return (EDITORS + 2) + " editors, a backup is restored, seed " + seed;
  }

  @Override
  public Ending play(Crowd crowd, Duration limit) throws IOException {
    seat(crowd);
    SimulatedEditor author = crowd.editors().get(EDITORS);
    SimulatedEditor reader = crowd.editors().get(EDITORS + 1);
    recorder = LogRecorder.of(server.address(), crowd);
    if (!crowd.awaitOpened(limit) || !Events.happen(crowd, some(), limit)) {
      return Ending.OUT_OF_TIME;
    }
    if (trimming && !Waiting.until(limit, () -> forgets(reader.document()))) {
      return Ending.OUT_OF_TIME;
    }
    Map<String, Integer> promised = promised(crowd);
    Path backup = new Backups(operator, server).make(random);
    long behind = reader.status().revision();
    if (!Waiting.until(limit, () -> reader.status().revision() > behind)) {
      return Ending.OUT_OF_TIME;
    }
    reader.stayAway();
    if (!Events.happen(crowd, some(), server::kill, limit)) {
      return Ending.OUT_OF_TIME;
    }
    restore(backup, promised);
    crowd.moveTo(server.address());
    if (!Waiting.until(limit, () -> isPast(author, reader) || crowd.hasFailure())
        || !Events.happen(crowd, some(), limit)) {
      return Ending.OUT_OF_TIME;
    }
    reader.comeBack();
    crowd.finish();
    return Ending.of(crowd.awaitSettled(limit));
  }

  private void seat(Crowd crowd) {
    Seats seats = Seats.takeAll(crowd, EDITORS, seed);
    seats.take(EDITORS, Pace.single(), new RandomTypist(seed * 1_000 + EDITORS));
    BriefTypist brief =
        new BriefTypist(new RandomTypist(seed * 1_000 + EDITORS + 1), READERS_EDITS);
    seats.take(EDITORS, Pace.single(), brief);
  }

  private int some() {
    return EVENTS + random.nextInt(2 * EVENTS);
  }

  private boolean forgets(String document) {
    try {
      return new HttpReader(server.address()).floor(document) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What each editor has been told by now; it may be more when the backup begins. */
  private static Map<String, Integer> promised(Crowd crowd) {
    return crowd.editors().stream()
        .collect(Collectors.toMap(SimulatedEditor::name, editor -> editor.status().operations()));
  }

  /** In the new log, the author is where the reader was in the old. */
  private static boolean isPast(SimulatedEditor author, SimulatedEditor reader) {
    EditorStatus status = author.status();
    return status.online() && status.revision() > reader.status().revision();
  }

  private void restore(Path backup, Map<String, Integer> promised) throws IOException {
    server.awaitKilled();
    recorder.close();
    Path lost = server.loseData();
    operator.restore(backup, server.data());
    server.restart();
    HttpReader reader = new HttpReader(server.address());
    Map<String, List<Entry>> shared = new HashMap<>();
    try (LostData data = new LostData(lost)) {
      for (String document : recorder.documents()) {
        List<Entry> all = data.readOn(document, recorder.known(document));
        Restored back = new Restored(reader.read(document), all, promised);
        restored.put(document, back);
        shared.put(document, back.shared());
      }
    }
    recorder = new LogRecorder(server.address(), shared);
  }

  @Override
  public Verdict judge(List<EditorReport> editors, Target target) {
    recorder.close();
    return StoredLogs.check(
        editors,
        recorder::read,
        (some, view) -> RestoreChecker.check(some, restored.get(view.document()), view));
  }
}
