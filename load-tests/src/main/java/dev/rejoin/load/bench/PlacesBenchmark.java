package dev.rejoin.load.bench;

import dev.rejoin.ot.Component;
import dev.rejoin.ot.Content;
import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Ten million units, edited in many places by turns; the score is nanoseconds an edit. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 15, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xmx2g")
public class PlacesBenchmark {
  private static final int UNITS = 10_000_000;
  private static final int EDITS = 100_000;
  private static final int FEW_EDITS = 500;

  /** {@code carets}: 50 people, each in a place of their own. {@code scattered}: anywhere. */
  @Param({"carets", "scattered"})
  private String places;

  private List<Operation> edits;
  private int[] fewPositions;
  private String start;
  private Content snapshot;
  private Document document;

  @Setup
  public void prepare() {
    edits =
        places.equals("carets")
            ? Workloads.carets(UNITS, 50, EDITS, 1)
            : Workloads.scattered(UNITS, EDITS, 1);
    fewPositions =
        edits.stream()
            .limit(FEW_EDITS)
            .mapToInt(edit -> ((Component.Retain) edit.components().get(0)).length())
            .toArray();
    start = "0123456789".repeat(UNITS / 10);
    snapshot = Document.of(DocumentType.TEXT, start).snapshot();
  }

  /** Shares the text with the snapshot, so each chunk is also copied once when first edited. */
  @Setup(Level.Invocation)
  public void startAnew() {
    document = Document.of(snapshot);
  }

  @Benchmark
  @OperationsPerInvocation(EDITS)
  public Document chunks() {
    for (Operation edit : edits) {
      document.apply(edit);
    }
    return document;
  }

  /** One gap for all: the loser. Includes making the buffer, some milliseconds in all. */
  @Benchmark
  @OperationsPerInvocation(FEW_EDITS)
  public GapBufferText gapBuffer() {
    GapBufferText text = new GapBufferText(start);
    for (int position : fewPositions) {
      text.insert(position, "x");
    }
    return text;
  }
}
