package dev.rejoin.ot.testing;

/**
 * The generator of Steele, Lea and Flood (2014): 64 bits of state, the same sequence in any
 * language with 64-bit arithmetic.
 */
public final class SplitMix64 {
  private long state;

  public SplitMix64(long seed) {
    state = seed;
  }

  public long next() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** 0 to {@code bound} - 1, from the upper 31 bits; the slight bias does not matter here. */
  public int below(int bound) {
    return (int) ((next() >>> 33) % bound);
  }

  /** True once in {@code n} times. */
  public boolean oneIn(int n) {
    return below(n) == 0;
  }

  /** One of them. */
  @SafeVarargs
  public final <T> T oneOf(T... choices) {
    return choices[below(choices.length)];
  }
}
