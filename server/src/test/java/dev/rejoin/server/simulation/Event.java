package dev.rejoin.server.simulation;

import dev.rejoin.ot.testing.SplitMix64;

/**
 * Something happens.
 *
 * @param at in virtual milliseconds
 * @param who the number of a client or node; if there are fewer, they are counted round
 * @param dice decides all that is open about it, and nothing else
 */
record Event(long at, Kind kind, int who, int dice) {

  SplitMix64 random() {
    return new SplitMix64(dice);
  }

  @Override
  public String toString() {
    return at + " " + kind + " " + who + " " + dice;
  }

  static Event parse(String line) {
    String[] words = line.strip().split(" +");
    return new Event(
        Long.parseLong(words[0]),
        Kind.valueOf(words[1]),
        Integer.parseInt(words[2]),
        Integer.parseInt(words[3]));
  }
}
