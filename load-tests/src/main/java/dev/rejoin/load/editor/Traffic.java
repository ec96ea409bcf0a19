package dev.rejoin.load.editor;

import java.util.Arrays;

/** What went over one editor's sockets, and how long answers took. */
public final class Traffic {
  private long bytesSent;
  private long bytesReceived;
  private int connections;
  private long[] latenciesNanos = new long[64];
  private int measured;

  void sent(int bytes) {
    bytesSent += bytes;
  }

  void received(int bytes) {
    bytesReceived += bytes;
  }

  void connected() {
    connections++;
  }

  void answered(long nanos) {
    if (measured == latenciesNanos.length) {
      latenciesNanos = Arrays.copyOf(latenciesNanos, measured * 2);
    }
    latenciesNanos[measured++] = nanos;
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

  /** From the first sending of an operation to its acknowledgement, one for each. */
  public long[] latenciesNanos() {
    return Arrays.copyOf(latenciesNanos, measured);
  }
}
