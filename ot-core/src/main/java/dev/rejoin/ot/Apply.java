package dev.rejoin.ot;

/** One operation on one string. */
final class Apply {
  private Apply() {}

  static String to(String before, Operation operation) {
    if (operation.baseLength() != before.length()) {
      throw InvalidOperationException.baseLength(operation.baseLength(), before.length());
    }
    StringBuilder after = new StringBuilder(operation.targetLength());
    RunCursor cursor = new RunCursor(operation);
    int position = 0;
    for (; cursor.kind != Run.END; cursor.advance()) {
      if (cursor.kind == Run.INSERT) {
        after.append(operation.text, cursor.text, cursor.text + cursor.length);
      } else {
        int end = position + cursor.length;
        if (cursor.kind == Run.RETAIN) {
          after.append(before, position, end);
        }
        position = end;
      }
      if (Surrogates.splits(before, position)) {
        throw InvalidOperationException.splitsPair(position - 1);
      }
    }
    return after.toString();
  }
}
