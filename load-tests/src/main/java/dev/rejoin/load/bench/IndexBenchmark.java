package dev.rejoin.load.bench;

import java.util.SplittableRandom;
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

/**
 * How to find the chunk of a position, and count one unit more or less there: two flat rows, as in
 * {@code ChunkIndex}, or a Fenwick tree. The tree would win where there are very many chunks, but a
 * chunk put in between means building it anew.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 15, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class IndexBenchmark {
  private static final int EDITS = 10_000;
  private static final int LENGTH = 3_000;

  /** 30 for a long article, 3,000 for ten million units. */
  @Param({"30", "3000", "30000"})
  private int chunks;

  private int[] positions;
  private int[] lengths;
  private int[] sums;
  private int[] tree;
  private int highestBit;

  /** One round of edits types, the next deletes, so that the lengths stay what they are. */
  private int by;

  @Setup(Level.Iteration)
  public void prepare() {
    by = -1;
    SplittableRandom random = new SplittableRandom(1);
    positions = random.ints(EDITS, 1, LENGTH * chunks).toArray();
    lengths = new int[chunks];
    sums = new int[chunks / 64 + 1];
    tree = new int[chunks + 1];
    highestBit = Integer.highestOneBit(chunks);
    for (int chunk = 0; chunk < chunks; chunk++) {
      growInRows(chunk, LENGTH);
      growInTree(chunk, LENGTH);
    }
  }

  @Benchmark
  @OperationsPerInvocation(EDITS)
  public int rows() {
    by = -by;
    int found = 0;
    for (int position : positions) {
      int chunk = findInRows(position);
      growInRows(chunk, by);
      found += chunk;
    }
    return found;
  }

  @Benchmark
  @OperationsPerInvocation(EDITS)
  public int fenwick() {
    by = -by;
    int found = 0;
    for (int position : positions) {
      int chunk = findInTree(position);
      growInTree(chunk, by);
      found += chunk;
    }
    return found;
  }

  private int findInRows(int position) {
    int start = 0;
    int group = 0;
    while (start + sums[group] < position) {
      start += sums[group++];
    }
    int chunk = group << 6;
    while (start + lengths[chunk] < position) {
      start += lengths[chunk++];
    }
    return chunk;
  }

  private void growInRows(int chunk, int by) {
    lengths[chunk] += by;
    sums[chunk >> 6] += by;
  }

  private int findInTree(int position) {
    int chunk = 0;
    int left = position;
    for (int bit = highestBit; bit > 0; bit >>= 1) {
      int next = chunk + bit;
      if (next < tree.length && tree[next] < left) {
        chunk = next;
        left -= tree[next];
      }
    }
    return chunk;
  }

  private void growInTree(int chunk, int by) {
    for (int i = chunk + 1; i < tree.length; i += i & -i) {
      tree[i] += by;
    }
  }
}
