package dev.rejoin.load.bench;

import dev.rejoin.ot.Fold;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Transformed;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Back after 100,000 edits offline, when others made 100,000: fold both sides, transform once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 15, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xmx2g")
public class RejoinBenchmark {
  private static final int EDITS = 100_000;

  /**
   * {@code trace}: the first 100,000 keystrokes of a real paper on the one side, typing on the
   * other. {@code typing}: bursts of typing all over 100,000 units, on both. {@code scattered}:
   * each keystroke somewhere else, which nobody does by hand.
   */
  @Param({"trace", "typing", "scattered"})
  private String workload;

  private List<Operation> missed;
  private List<Operation> offline;

  @Setup
  public void prepare() {
    switch (workload) {
      case "trace" -> {
        List<Operation> paper = Workloads.trace("automerge-paper");
        missed = paper.subList(EDITS, 2 * EDITS);
        offline = Workloads.typing(missed.get(0).baseLength(), EDITS, 2);
      }
      case "typing" -> {
        missed = Workloads.typing(EDITS, EDITS, 1);
        offline = Workloads.typing(EDITS, EDITS, 2);
      }
      default -> {
        missed = Workloads.scattered(EDITS, EDITS, 1);
        offline = Workloads.scattered(EDITS, EDITS, 2);
      }
    }
    if (!accumulated().equals(balanced())) {
      throw new IllegalStateException("the two folds differ");
    }
  }

  @Benchmark
  public Transformed accumulated() {
    return Operation.transform(Fold.accumulated(missed), Fold.accumulated(offline));
  }

  /** The loser, for everything that people do. */
  @Benchmark
  public Transformed balanced() {
    return Operation.transform(Fold.balanced(missed), Fold.balanced(offline));
  }
}
