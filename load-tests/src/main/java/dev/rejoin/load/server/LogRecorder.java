package dev.rejoin.load.server;

import dev.rejoin.load.editor.Address;
import dev.rejoin.load.editor.Crowd;
import dev.rejoin.load.editor.SimulatedEditor;
import dev.rejoin.load.editor.Waiting;
import dev.rejoin.ot.sync.Entry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Reads logs along while they grow, so that what the server forgets later is known.
 *
 * <p>A read that fails is made good by the next one; after the last, whoever wants the rest reads
 * on from {@link #known}, and is told if the log no longer reaches back so far.
 */
public final class LogRecorder implements AutoCloseable {
  private static final Duration REST = Duration.ofMillis(50);

  private final HttpReader reader;
  private final Map<String, List<Entry>> logs;
  private final Thread thread = new Thread(this::follow, "log recorder");
  private volatile boolean ended;

  /**
   * @param known of each document, from the beginning of its log
   */
  public LogRecorder(Address server, Map<String, List<Entry>> known) {
    this.reader = new HttpReader(server);
    this.logs = new ConcurrentHashMap<>(known);
    thread.setDaemon(true);
    thread.start();
  }

  /** Of all documents of a crowd, from their beginning. */
  public static LogRecorder of(Address server, Crowd crowd) {
    return new LogRecorder(
        server,
        crowd.editors().stream()
            .map(SimulatedEditor::document)
            .distinct()
            .collect(Collectors.toMap(id -> id, id -> List.of())));
  }

  private void follow() {
    while (!ended) {
      logs.replaceAll(this::readOn);
      Waiting.until(REST, () -> ended);
    }
  }

  private List<Entry> readOn(String document, List<Entry> known) {
    try {
      return reader.readOn(document, known);
    } catch (IOException notNow) {
      return known;
    }
  }

  public Set<String> documents() {
    return Set.copyOf(logs.keySet());
  }

  /** What was read of a log, from its beginning. */
  public List<Entry> known(String document) {
    return logs.get(document);
  }

  /**
   * A document with its log from the beginning.
   *
   * @throws IOException also if the log was cut back faster than it could be followed
   */
  public ServerView read(String document) throws IOException {
    ServerView view = reader.read(document);
    return view.isMissing() ? view : view.withLog(reader.readOn(document, logs.get(document)));
  }

  @Override
  public void close() {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
