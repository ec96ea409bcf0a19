package dev.rejoin.ot;

/** Content that is written down as one operation on the empty document. */
record InsertedContent(DocumentType type, Operation inserts) implements Content {
  InsertedContent {
    if (inserts.baseLength() != 0) {
      throw InvalidOperationException.baseLength(inserts.baseLength(), 0);
    }
    if (type == DocumentType.TEXT && !inserts.isPlain()) {
      throw InvalidOperationException.notInThisType(0);
    }
  }

  @Override
  public int length() {
    return inserts.targetLength();
  }

  @Override
  public void emit(int from, int to, OperationSink sink) {
    RunCursor cursor = new RunCursor(inserts);
    int position = 0;
    while (position < to) {
      int start = Math.max(from, position) - position;
      int end = Math.min(to - position, cursor.length);
      if (start < end) {
        cursor.emitInsert(start, end, sink);
      }
      position += cursor.length;
      cursor.advance();
    }
  }
}
