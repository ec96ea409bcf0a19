package dev.rejoin.load.editor;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What went over one editor's sockets, and how long answers took. */
public final class Traffic {
  private long bytesSent;
  private long bytesReceived;
  private int connections;
  private int sentAgain;
  private int foundStored;
  private int drained;
  private int frozenAnew;
  private int rebased;
  private long[] latenciesNanos = new long[64];
  private long[] answeredNanos = new long[64];
  private int measured;
  private long firstSentNanos;
  private long lastAnsweredNanos;

  void sent(int bytes) {
    bytesSent += bytes;
  }

  void received(int bytes) {
    bytesReceived += bytes;
  }

  void connected() {
    connections++;
  }

  void countSentAgain() {
    sentAgain++;
  }

  void countFoundStored() {
    foundStored++;
  }

  void countDrained() {
    drained++;
  }

  void countRebased() {
    rebased++;
  }

  void countFrozenAnew() {
    frozenAnew++;
  }

  void answered(long sentNanos, long answered) {
    firstSentNanos = measured == 0 ? sentNanos : firstSentNanos;
    lastAnsweredNanos = answered;
    if (measured == latenciesNanos.length) {
      latenciesNanos = Arrays.copyOf(latenciesNanos, measured * 2);
      answeredNanos = Arrays.copyOf(answeredNanos, measured * 2);
    }
    answeredNanos[measured] = answered;
    latenciesNanos[measured++] = answered - sentNanos;
  }

  public long bytesSent() {
    return bytesSent;
  }

  public long bytesReceived() {
    return bytesReceived;
  }

  /** How often it got as far as an open socket. */
  public int connections() {
    return connections;
  }

  /** How many operations went out more than once, since their answer did not come. */
  public int sentAgain() {
    return sentAgain;
  }

  /** How many operations without an answer turned out to be in the log already. */
  public int foundStored() {
    return foundStored;
  }

  /** How often the server asked it to go. */
  public int drained() {
    return drained;
  }

  /** How often it came back from before the beginning of the log. */
  public int rebased() {
    return rebased;
  }

  /** How many operations were refused as stale, and frozen anew. */
  public int frozenAnew() {
    return frozenAnew;
  }

  /** Whether no operation was answered. */
  public boolean isEmpty() {
    return measured == 0;
  }

  /**
   * When the first operation was sent that was answered, on the clock of {@link System#nanoTime}.
   */
  public long firstSentNanos() {
    return firstSentNanos;
  }

  public long lastAnsweredNanos() {
    return lastAnsweredNanos;
  }

  /** From the first sending of an operation to its acknowledgement, one for each. */
  public long[] latenciesNanos() {
    return Arrays.copyOf(latenciesNanos, measured);
  }

  /** Of the operations that were sent in a time, on the clock of {@link System#nanoTime}. */
  public LongStream latenciesNanos(long from, long to) {
    return IntStream.range(0, measured)
        .filter(i -> answeredNanos[i] - latenciesNanos[i] - from >= 0)
        .filter(i -> answeredNanos[i] - latenciesNanos[i] - to < 0)
        .mapToLong(i -> latenciesNanos[i]);
  }
}
