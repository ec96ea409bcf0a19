package dev.rejoin.server.testing.disk;

import java.util.Arrays;

/** Bytes that can be written anywhere; what lies between is zero. */
final class Content {
  private byte[] bytes;
  private int length;

  Content() {
    this(new byte[0], 0);
  }

  private Content(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  Content copy() {
    return new Content(toBytes(), length);
  }

  int length() {
    return length;
  }

  void put(int at, byte[] source, int from, int to) {
    int end = at + to - from;
    if (end > length) {
      resize(end);
    }
    System.arraycopy(source, from, bytes, at, to - from);
  }

  void resize(int newLength) {
    if (newLength > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(newLength, 2 * bytes.length));
    }
    if (newLength < length) {
      Arrays.fill(bytes, newLength, length, (byte) 0);
    }
    length = newLength;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
