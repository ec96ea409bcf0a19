package dev.rejoin.load.typing;

import dev.rejoin.ot.Attributes;
import dev.rejoin.ot.Content;
import dev.rejoin.ot.Embed;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.OperationSink;
import dev.rejoin.ot.Stickiness;

/**
 * Where somebody types. It always stands inside the document, and never inside a surrogate pair.
 */
final class Caret {
  private int position;

  int position() {
    return position;
  }

  /** To {@code wanted}, or as near as {@code document} lets it. */
  void goTo(Content document, int wanted) {
    int inside = Math.max(0, Math.min(wanted, document.length()));
    position = splitsPair(document, inside) ? inside - 1 : inside;
  }

  /** At the caret, replaces up to {@code deleted} units; afterwards stands behind the new text. */
  Operation replace(Content document, int deleted, String inserted) {
    int end = (int) Math.min((long) position + deleted, document.length());
    end = splitsPair(document, end) ? end + 1 : end;
    Operation edit =
        Operation.builder()
            .retain(position)
            .insert(inserted)
            .remove(end - position)
            .retain(document.length() - end)
            .build();
    position += inserted.length();
    return edit;
  }

  /** Others wrote: what they put exactly here comes after the caret. */
  void movedThrough(Operation others) {
    position = others.movePosition(position, Stickiness.LEFT);
  }

  private static boolean splitsPair(Content document, int position) {
    if (position == document.length()) {
      return false;
    }
    Unit unit = new Unit();
    document.emit(position, position + 1, unit);
    return Character.isLowSurrogate(unit.value);
  }

  /** Reads one unit. */
  private static final class Unit implements OperationSink {
    private char value;

    @Override
    public void insert(String text, Attributes attributes) {
      value = text.charAt(0);
    }

    @Override
    public void insert(Embed embed, Attributes attributes) {
      value = Embed.UNIT;
    }

    @Override
    public void retain(int length, Attributes attributes) {
      throw new IllegalArgumentException("content only inserts");
    }

    @Override
    public void delete(int length) {
      throw new IllegalArgumentException("content only inserts");
    }
  }
}
