package dev.rejoin.load.editor;

import dev.rejoin.ot.sync.Frozen;
import java.util.ArrayList;
import java.util.List;

/** What one editor was promised: each operation that the server acknowledged, and where. */
public final class Journal {
  private final List<Line> lines = new ArrayList<>();
  private long edits;

  /**
   * One promise.
   *
   * @param sent the operation, as it was sent
   * @param revision the one that the server gave it
   */
  public record Line(Frozen sent, long revision) {}

  void acknowledged(Frozen sent, long revision, int edits) {
    lines.add(new Line(sent, revision));
    this.edits += edits;
  }

  int operations() {
    return lines.size();
  }

  /** How many keystrokes the acknowledged operations were made of. */
  long edits() {
    return edits;
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }
}
