package dev.rejoin.ot.sync.simulation;

import java.util.Arrays;

/**
 * States of everything, each once and as one number: the numbers of a log and of a few clients,
 * side by side. Some ten million of them are made, so they are kept in one array.
 */
final class Moments {
  private static final int DIGIT_BITS = 16;
  private static final int MAX_DIGIT = (1 << DIGIT_BITS) - 1;
  private static final int MAX_CLIENTS = 3;
  private static final long FREE = -1;

  private long[] slots = new long[1 << 16];
  private int size;

  Moments() {
    Arrays.fill(slots, FREE);
  }

  int size() {
    return size;
  }

  /** A log alone, to which {@link #withClient} adds. */
  static long of(int log) {
    return digit(log, 0);
  }

  static int log(long moment) {
    return (int) moment & MAX_DIGIT;
  }

  static int client(long moment, int which) {
    return (int) (moment >>> (DIGIT_BITS * (which + 1))) & MAX_DIGIT;
  }

  static long withLog(long moment, int log) {
    return moment - log(moment) + digit(log, 0);
  }

  static long withClient(long moment, int which, int client) {
    if (which >= MAX_CLIENTS) {
      throw new IllegalArgumentException("client " + which + " of " + MAX_CLIENTS);
    }
    return moment - digit(client(moment, which), which + 1) + digit(client, which + 1);
  }

  /** The largest one is left out, so that no moment looks like a free slot. */
  private static long digit(int number, int place) {
    if (number >= MAX_DIGIT) {
      throw new IllegalArgumentException(number + " of at most " + MAX_DIGIT);
    }
    return (long) number << (DIGIT_BITS * place);
  }

  /** Whether it is a new one. */
  boolean add(long moment) {
    if (2 * size > slots.length) {
      grow();
    }
    int slot = slot(moment);
    if (slots[slot] == moment) {
      return false;
    }
    slots[slot] = moment;
    size++;
    return true;
  }

  /** Where it is, or where there is room for it. */
  private int slot(long moment) {
    long mixed = moment * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & (slots.length - 1);
    while (slots[slot] != FREE && slots[slot] != moment) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] before = slots;
    slots = new long[2 * before.length];
    Arrays.fill(slots, FREE);
    for (long moment : before) {
      if (moment != FREE) {
        slots[slot(moment)] = moment;
      }
    }
  }
}
