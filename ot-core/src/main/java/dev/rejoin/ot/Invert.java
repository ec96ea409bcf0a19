package dev.rejoin.ot;

/** The way back: what was inserted is deleted, what was deleted is taken from the base again. */
final class Invert {
  private Invert() {}

  static Operation of(Operation operation, Content base) {
    if (operation.baseLength() != base.length()) {
      throw InvalidOperationException.baseLength(operation.baseLength(), base.length());
    }
    OperationBuilder back = Operation.builder();
    RunCursor cursor = new RunCursor(operation);
    int position = 0;
    for (; cursor.kind != Run.END; cursor.advance()) {
      switch (cursor.kind) {
        case Run.INSERT -> back.delete(cursor.length);
        case Run.DELETE -> base.emit(position, position + cursor.length, back);
        default -> retain(cursor, position, base, back);
      }
      position += cursor.kind == Run.INSERT ? 0 : cursor.length;
    }
    return back.build();
  }

  private static void retain(RunCursor cursor, int position, Content base, OperationBuilder back) {
    Attributes change = cursor.attributes();
    if (change.isEmpty()) {
      back.retain(cursor.length);
    } else {
      base.emit(position, position + cursor.length, new AttributesUndone(change, back));
    }
  }

  /** Reads the base's inserts, and writes the retains that restore their attributes. */
  private record AttributesUndone(Attributes change, OperationBuilder back)
      implements OperationSink {
    @Override
    public void insert(String text, Attributes before) {
      back.retain(text.length(), change.undoneTo(before));
    }

    @Override
    public void insert(Embed embed, Attributes before) {
      back.retain(1, change.undoneTo(before));
    }

    @Override
    public void retain(int length, Attributes attributes) {
      throw new AssertionError("content has no retains");
    }

    @Override
    public void delete(int length) {
      throw new AssertionError("content has no deletes");
    }
  }
}
