package dev.rejoin.load.bench;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Transformed;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Operations of ten components; the score is components of both inputs a microsecond. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 15, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class AlgebraBenchmark {
  private static final int PAIRS = 512;
  private static final int COMPONENTS = 10;
  private static final int LENGTH = 200;

  private final Operation[] first = new Operation[PAIRS];
  private final Operation[] next = new Operation[PAIRS];
  private final Operation[] concurrent = new Operation[PAIRS];

  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < PAIRS; i++) {
      first[i] = Workloads.tenComponents(LENGTH, random);
      next[i] = Workloads.tenComponents(first[i].targetLength(), random);
      concurrent[i] = Workloads.tenComponents(LENGTH, random);
      if (first[i].componentCount() != COMPONENTS || next[i].componentCount() != COMPONENTS) {
        throw new IllegalStateException("not ten components: " + first[i] + ", " + next[i]);
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS * 2 * COMPONENTS)
  public void compose(Blackhole sink) {
    for (int i = 0; i < PAIRS; i++) {
      sink.consume(first[i].compose(next[i]));
    }
  }

  /** Both sides of the diamond. */
  @Benchmark
  @OperationsPerInvocation(PAIRS * 2 * COMPONENTS)
  public void transform(Blackhole sink) {
    for (int i = 0; i < PAIRS; i++) {
      Transformed moved = Operation.transform(first[i], concurrent[i]);
      sink.consume(moved);
    }
  }

  /** The server's side only. */
  @Benchmark
  @OperationsPerInvocation(PAIRS * 2 * COMPONENTS)
  public void movedBehind(Blackhole sink) {
    for (int i = 0; i < PAIRS; i++) {
      sink.consume(concurrent[i].movedBehind(first[i]));
    }
  }
}
