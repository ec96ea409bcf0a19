package dev.rejoin.load.scenario;

import dev.rejoin.load.editor.EditorReport;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a run measured.
 *
 * @param edits keystrokes that were acknowledged
 * @param operations in which they were sent
 * @param latencies of each operation
 * @param connections how many there were, the first of each editor counted
 */
public record Figures(
    Duration time,
    long edits,
    long operations,
    Latencies latencies,
    long bytesSent,
    long bytesReceived,
    int connections) {
  private static final double NANOS_A_SECOND = 1e9;

  static Figures of(Duration time, List<EditorReport> editors) {
    return new Figures(
        time,
        editors.stream().mapToLong(EditorReport::edits).sum(),
        editors.stream().mapToLong(editor -> editor.journal().size()).sum(),
        Latencies.of(
            editors.stream()
                .flatMapToLong(editor -> Arrays.stream(editor.traffic().latenciesNanos()))),
        editors.stream().mapToLong(editor -> editor.traffic().bytesSent()).sum(),
        editors.stream().mapToLong(editor -> editor.traffic().bytesReceived()).sum(),
        editors.stream().mapToInt(editor -> editor.traffic().connections()).sum());
  }

  /** For people, a line a figure. */
  @Override
  public String toString() {
    double seconds = time.toNanos() / NANOS_A_SECOND;
    return String.format(
        Locale.ROOT,
        """
          acknowledged  %d edits in %d operations, over %d connections, in %.2f s
          rate          %.0f edits a second, %.0f operations a second
          latency       %s (of an operation, from first sent to acknowledged)
          bytes         %d sent, %d received
        """,
        edits,
        operations,
        connections,
        seconds,
        edits / seconds,
        operations / seconds,
        latencies,
        bytesSent,
        bytesReceived);
  }
}
