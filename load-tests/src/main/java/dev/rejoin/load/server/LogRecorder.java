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
import java.util.TreeMap;
import java.util.Vector;
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
  private final Map<String, List<Entry>> logs = new TreeMap<>();
  private final Thread thread = new Thread(() -> follow(), "log recorder");
  private volatile boolean ended;

  /**
   * @param known of each document, from the beginning of its log
   */
  public LogRecorder(Address server, Map<String, List<Entry>> known) {
    this.reader = new HttpReader(server);
    known.forEach((document, log) -> logs.put(document, new Vector<>(log)));
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
      logs.forEach(this::follow);
      Waiting.until(REST, () -> ended);
    }
  }

  /** Page by page: what has come stays, also if the next has been forgotten meanwhile. */
  private void follow(String document, List<Entry> known) {
    try {
      boolean more = true;
      while (more && !ended) {
        more = known.addAll(reader.page(document, known.size()).orElse(List.of()));
      }
    } catch (IOException away) {
      // The server is not there yet, or no longer.
      return;
    }
  }

  public Set<String> documents() {
    return Set.copyOf(logs.keySet());
  }

  /** What was read of a log, from its beginning. */
  public List<Entry> known(String document) {
    return List.copyOf(logs.get(document));
  }

  /**
   * A document with its log from the beginning.
   *
   * @throws IOException also if the log was cut back faster than it could be followed
   */
  public ServerView read(String document) throws IOException {
    ServerView view = reader.read(document);
    return view.isMissing() ? view : view.withLog(reader.readOn(document, known(document)));
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
