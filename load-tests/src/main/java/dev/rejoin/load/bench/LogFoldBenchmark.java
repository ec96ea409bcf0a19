package dev.rejoin.load.bench;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.FoldedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Catching up over 100,000 entries of a log. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 15, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xmx2g")
public class LogFoldBenchmark {
  private static final int ENTRIES = 100_000;
  private static final long PLENTY = 1 << 30;

  /** The entries, of a real paper, typed all over, or scattered: see {@link Workloads}. */
  @State(Scope.Benchmark)
  public static class Entries {
    @Param({"trace", "typing", "scattered"})
    private String workload;

    private final List<Entry> entries = new ArrayList<>();

    @Setup
    public void prepare() {
      List<Operation> operations =
          switch (workload) {
            case "trace" -> Workloads.trace("automerge-paper").subList(0, ENTRIES);
            case "typing" -> Workloads.typing(ENTRIES, ENTRIES, 1);
            default -> Workloads.scattered(ENTRIES, ENTRIES, 1);
          };
      for (Operation operation : operations) {
        long revision = entries.size() + 1L;
        entries.add(new Entry(revision, "author", revision, "~author", revision, operation));
      }
    }

    FoldedLog log() {
      FoldedLog log = new FoldedLog(0, PLENTY);
      entries.forEach(log::append);
      return log;
    }
  }

  /** A log of which nobody has asked anything yet. */
  @State(Scope.Benchmark)
  public static class Cold {
    private FoldedLog log;

    @Setup(Level.Invocation)
    public void prepare(Entries entries) {
      log = entries.log();
    }
  }

  /** A log of which somebody else has asked before. */
  @State(Scope.Benchmark)
  public static class Warm {
    private final SplittableRandom random = new SplittableRandom(1);
    private FoldedLog log;

    @Setup
    public void prepare(Entries entries) {
      log = entries.log();
      for (int i = 0; i < 1_000; i++) {
        log.fold(random.nextInt(ENTRIES), ENTRIES);
      }
    }
  }

  @Benchmark
  public Operation cold(Cold cold) {
    return cold.log.fold(0, ENTRIES);
  }

  /** Everybody comes back from another revision. */
  @Benchmark
  public Operation warmFromAnywhere(Warm warm) {
    return warm.log.fold(warm.random.nextInt(ENTRIES), ENTRIES);
  }
}
