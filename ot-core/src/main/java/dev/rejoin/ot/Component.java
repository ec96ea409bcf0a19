package dev.rejoin.ot;

/** One component as a value, for people and tests. Algorithms walk the runs instead. */
public sealed interface Component {
  /** Keeps {@code length} units. */
  record Retain(int length, Attributes attributes) implements Component {}

  /** Puts {@code text} here. */
  record Insert(String text, Attributes attributes) implements Component {}

  /** Puts a thing of one unit here. */
  record InsertEmbed(Embed embed, Attributes attributes) implements Component {}

  /** Removes {@code length} units. */
  record Delete(int length) implements Component {}
}
