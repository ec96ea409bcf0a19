package dev.rejoin.load.editor;

import dev.rejoin.ot.sync.Frozen;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The accounts of one editor. Each keystroke that was typed is, in the end, in an operation that
 * the server acknowledged, or in a copy.
 */
public final class Journal {
  private final List<Line> lines = new ArrayList<>();
  private final List<KeptCopy> copies = new ArrayList<>();
  private int typed;
  private int acknowledged;
  private int inFlight;

  /**
   * One promise.
   *
   * @param lineage of the document when it was made
   * @param sent the operation, as it was sent last
   * @param revision the one that the server gave it; empty: the log had forgotten that when it said
   *     that it has the operation
   */
  public record Line(String lineage, Frozen sent, OptionalLong revision) {}

  /** Edits in the end: how many were typed, and how many of them were acknowledged. */
  public record Edits(int typed, int acknowledged) {}

  /**
   * A keystroke.
   *
   * @param frozen it is an operation of its own, and goes out at once
   */
  void typed(boolean frozen) {
    typed++;
    inFlight = frozen ? 1 : inFlight;
  }

  /**
   * The server acknowledged what was in flight.
   *
   * @param next the keystrokes that go out with the next operation
   */
  void acknowledged(Line line, int next) {
    lines.add(line);
    acknowledged += inFlight;
    inFlight = next;
  }

  /** All that was unsent stays here, and is never sent. */
  void kept(KeptCopy copy) {
    copies.add(copy);
    inFlight = 0;
  }

  int operations() {
    return lines.size();
  }

  /** How many keystrokes the operation in flight is made of. */
  int inFlight() {
    return inFlight;
  }

  Edits edits() {
    return new Edits(typed, acknowledged);
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  List<KeptCopy> copies() {
    return List.copyOf(copies);
  }
}
