package dev.rejoin.load.editor;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Editors that work at the same time, and the means to wait for them. Closing it sends them home.
 */
public final class Crowd implements AutoCloseable {
  private static final Duration LEAVING_LIMIT = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx();
  private final List<SimulatedEditor> editors = new ArrayList<>();
  private final AtomicReference<Countdown> countdown = new AtomicReference<>(Countdown.NONE);
  private volatile Address server;

  public Crowd(Address server) {
    this.server = server;
  }

  /** One more editor, who begins at once. */
  public void join(EditorSettings settings, Typist typist) {
    SimulatedEditor editor =
        new SimulatedEditor(settings, typist, () -> server, () -> countdown.get().event());
    editors.add(editor);
    vertx.deployVerticle(editor);
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
    return List.copyOf(editors);
  }

  /** All stop typing; what was typed still goes out. */
  public void finish() {
    editors.forEach(SimulatedEditor::finish);
  }

  /** How many operations were acknowledged to all of them. */
  public long acknowledged() {
    return editors.stream().mapToLong(editor -> editor.status().operations()).sum();
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

  private boolean isSettled() {
    Map<String, Long> acknowledged = new HashMap<>();
    for (SimulatedEditor editor : editors) {
      EditorStatus status = editor.status();
      if (!status.settled()) {
        return false;
      }
      acknowledged.merge(editor.document(), (long) status.operations(), Long::sum);
    }
    return editors.stream()
        .allMatch(editor -> editor.status().revision() >= acknowledged.get(editor.document()));
  }

  /** Everyone stops where they are, and says what they know. */
  public List<EditorReport> leave() {
    close();
    return editors.stream().map(SimulatedEditor::report).toList();
  }

  @Override
  public void close() {
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(LEAVING_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("editors did not leave", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while editors leave", e);
    }
  }
}
