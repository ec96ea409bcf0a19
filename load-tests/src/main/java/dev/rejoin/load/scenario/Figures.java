package dev.rejoin.load.scenario;

import dev.rejoin.load.editor.EditorReport;
import dev.rejoin.load.editor.Traffic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a run measured.
 *
 * @param time from the first operation sent to the last acknowledgement
 * @param edits keystrokes that were acknowledged
 * @param operations in which they were sent
 * @param latencies of each operation
 * @param connections how many there were, the first of each editor counted
 * @param cameBack how many editors had more than one
 * @param sentAgain operations that went out more than once
 * @param foundStored operations that were in the log already when their editor came back
 * @param drained how often an editor was asked to go
 * @param rebased how often one came back from before the beginning of the log
 * @param frozenAnew operations that were refused as stale, and frozen anew
 */
public record Figures(
    Duration time,
    long edits,
    long operations,
    Latencies latencies,
    long bytesSent,
    long bytesReceived,
    int connections,
    int cameBack,
    int sentAgain,
    int foundStored,
    int drained,
    int rebased,
    int frozenAnew) {
  private static final double NANOS_A_SECOND = 1e9;

  static Figures of(List<EditorReport> editors) {
    return new Figures(
        time(editors),
        editors.stream().mapToLong(editor -> editor.edits().acknowledged()).sum(),
        editors.stream().mapToLong(editor -> editor.journal().size()).sum(),
        Latencies.of(
            editors.stream()
                .flatMapToLong(editor -> Arrays.stream(editor.traffic().latenciesNanos()))),
        editors.stream().mapToLong(editor -> editor.traffic().bytesSent()).sum(),
        editors.stream().mapToLong(editor -> editor.traffic().bytesReceived()).sum(),
        editors.stream().mapToInt(editor -> editor.traffic().connections()).sum(),
        (int) editors.stream().filter(editor -> editor.traffic().connections() > 1).count(),
        editors.stream().mapToInt(editor -> editor.traffic().sentAgain()).sum(),
        editors.stream().mapToInt(editor -> editor.traffic().foundStored()).sum(),
        editors.stream().mapToInt(editor -> editor.traffic().drained()).sum(),
        editors.stream().mapToInt(editor -> editor.traffic().rebased()).sum(),
        editors.stream().mapToInt(editor -> editor.traffic().frozenAnew()).sum());
  }

  private static Duration time(List<EditorReport> editors) {
    List<Traffic> traffics =
        editors.stream().map(EditorReport::traffic).filter(each -> !each.isEmpty()).toList();
    if (traffics.isEmpty()) {
      return Duration.ZERO;
    }
    long first = traffics.get(0).firstSentNanos();
    long latest = 0;
    // Differences only: the clock may begin anywhere and pass zero.
    for (Traffic traffic : traffics) {
      first = traffic.firstSentNanos() - first < 0 ? traffic.firstSentNanos() : first;
    }
    for (Traffic traffic : traffics) {
      latest = Math.max(latest, traffic.lastAnsweredNanos() - first);
    }
    return Duration.ofNanos(latest);
  }

  /** For people, a line a figure. */
  @Override
  public String toString() {
    double seconds = Math.max(1, time.toNanos()) / NANOS_A_SECOND;
    return String.format(
        Locale.ROOT,
        """
          acknowledged  %d edits in %d operations, in %.2f s
          rate          %.0f edits a second, %.0f operations a second
          latency       %s (of an operation, from first sent to acknowledged)
          bytes         %d sent, %d received
          connections   %d; operations sent again %d, found stored after a reconnect %d
        """,
        edits,
        operations,
        seconds,
        edits / seconds,
        operations / seconds,
        latencies,
        bytesSent,
        bytesReceived,
        connections,
        sentAgain,
        foundStored);
  }
}
