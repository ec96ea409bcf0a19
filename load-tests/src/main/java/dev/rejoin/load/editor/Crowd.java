package dev.rejoin.load.editor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Editors that work at the same time, and the means to wait for them. Closing it sends them home.
 */
public final class Crowd implements AutoCloseable {
  private static final Duration COMING_AND_GOING_LIMIT = Duration.ofSeconds(30);

  /** They say so whenever a connection breaks, and breaking connections is what we are here for. */
  private static final List<Logger> CHATTERBOXES =
      List.of(
          Logger.getLogger("io.vertx.core.http.impl.HttpClientConnectionInternal"),
          Logger.getLogger("io.vertx.core.net.impl.ConnectionBase"));

  static {
    CHATTERBOXES.forEach(logger -> logger.setLevel(Level.OFF));
  }

  private final Vertx vertx = Vertx.vertx();
  private final List<SimulatedEditor> editors = new ArrayList<>();
  private final List<Future<String>> arrivals = new ArrayList<>();
  private final AtomicReference<Countdown> countdown = new AtomicReference<>(Countdown.NONE);
  private volatile Address server;

  public Crowd(Address server) {
    this.server = server;
  }

  /** One more editor, who begins at once. */
  public void join(EditorSettings settings, Typist typist) {
    SimulatedEditor editor =
        new SimulatedEditor(settings, typist, () -> server, () -> countdown.get().event());
    arrivals.add(vertx.deployVerticle(editor));
    editors.add(editor);
  }

  /** Where the server is from now on. Who has lost it, looks there. */
  public void moveTo(Address moved) {
    server = moved;
  }

  /**
   * Runs {@code action} once, on the event loop where it happens, after so many more operations
   * that were sent or acknowledged.
   */
  public void afterEvents(int events, Runnable action) {
    countdown.set(new Countdown(events, action));
  }

  public List<SimulatedEditor> editors() {
    awaitArrivals();
    return List.copyOf(editors);
  }

  /** All stop typing; what was typed still goes out. */
  public void finish() {
    awaitArrivals();
    editors.forEach(SimulatedEditor::finish);
  }

  /** Waits until everybody has the document open for the first time, or has failed. */
  public boolean awaitOpened(Duration limit) {
    return Waiting.until(
        limit, () -> hasFailure() || editors.stream().allMatch(each -> each.status().online()));
  }

  /** Whether any editor had to stop. */
  public boolean hasFailure() {
    return editors.stream().anyMatch(editor -> editor.status().failure().isPresent());
  }

  /**
   * Waits until everything is typed, acknowledged, and known to everybody; or until that can no
   * longer be, since somebody failed. False: the time is over.
   */
  public boolean awaitSettled(Duration limit) {
    return Waiting.until(limit, () -> hasFailure() || isSettled());
  }

  /** The last entry of a log is known to its author: so the highest revision is the head. */
  private boolean isSettled() {
    Map<String, Standing> standings = new HashMap<>();
    for (SimulatedEditor editor : editors) {
      EditorStatus status = editor.status();
      Standing standing = new Standing(status.lineage(), status.revision());
      Standing others = standings.putIfAbsent(editor.document(), standing);
      if (!status.settled() || !status.online() || (others != null && !others.equals(standing))) {
        return false;
      }
    }
    return true;
  }

  /** Where an editor stands, in which document. */
  private record Standing(Optional<String> lineage, long revision) {}

  /** Everyone stops where they are, and says what they know. */
  public List<EditorReport> leave() {
    close();
    return editors.stream().map(SimulatedEditor::report).toList();
  }

  @Override
  public void close() {
    awaitArrivals();
    await(vertx.close());
  }

  /** They arrive all at once; only who is there can be told anything. */
  private void awaitArrivals() {
    await(Future.join(arrivals));
    arrivals.clear();
  }

  private static void await(Future<?> future) {
    try {
      future
          .toCompletionStage()
          .toCompletableFuture()
          .get(COMING_AND_GOING_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("an editor did not come or go", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while an editor comes or goes", e);
    }
  }
}
