package dev.rejoin.ot;

/**
 * One component in one {@code int}: its length above, its kind in the two lowest bits. What a run
 * cannot hold (inserted text, attributes) lies beside the runs, in the order of the runs.
 */
final class Run {
  static final int RETAIN = 0;
  static final int INSERT = 1;
  static final int DELETE = 2;

  /** What a cursor shows behind the last run. */
  static final int END = 3;

  private Run() {}

  static int of(int kind, int length) {
    return length << 2 | kind;
  }

  static int kind(int run) {
    return run & 3;
  }

  static int length(int run) {
    return run >>> 2;
  }
}
