package dev.rejoin.load.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The score in processor time of the whole process, its garbage collector and compiler included:
 * what remains true when the benchmark has to wait for a processor. Counts what a benchmark
 * prepares before each call as well.
 */
public final class CpuTime implements InternalProfiler {
  static final String LABEL = "cpu";

  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private long begun;

  /** JMH makes it by name. */
  public CpuTime() {}

  @Override
  public String getDescription() {
    return "processor time of the process";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    begun = process.getProcessCpuTime();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double nanos = process.getProcessCpuTime() - begun;
    double unit = benchmark.getTimeUnit().convert(1, TimeUnit.HOURS) / 3.6e12;
    double time = nanos * unit;
    long operations = result.getMetadata().getAllOps();
    double score = benchmark.getMode() == Mode.Throughput ? operations / time : time / operations;
    return List.of(
        new ScalarResult(
            LABEL, score, result.getPrimaryResult().getScoreUnit(), AggregationPolicy.AVG));
  }
}
