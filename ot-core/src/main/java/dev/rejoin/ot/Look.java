package dev.rejoin.ot;

/**
 * What the units of a rich text look like: runs of attributes, and embeds of one unit. It is an
 * operation that is still being composed, of inserts whose text is kept elsewhere.
 */
final class Look {
  private final PieceList runs;

  Look() {
    this(new PieceList());
  }

  private Look(PieceList runs) {
    this.runs = runs;
  }

  /** Shares with this what neither of the two edits. */
  Look copy() {
    return new Look(runs.copy());
  }

  /** Does {@code operation}, which must fit. */
  void apply(Operation operation) {
    int position = 0;
    for (int i = 0; i < operation.runs.length; i++) {
      int length = Run.length(operation.runs[i]);
      Object extra = operation.extras == null ? null : operation.extras[i];
      switch (Run.kind(operation.runs[i])) {
        case Run.INSERT -> {
          runs.insert(position, length, PieceList.NO_TEXT, extra);
          position += length;
        }
        case Run.DELETE -> runs.delete(position, length);
        default -> {
          if (extra != null) {
            runs.change(position, length, (Attributes) extra);
          }
          position += length;
        }
      }
    }
  }

  /** Gives units {@code from} to {@code to} of {@code text} to {@code sink}, one insert a run. */
  void emit(int from, int to, ChunkedText text, OperationSink sink) {
    long found = runs.find(from);
    int number = ChunkIndex.chunkOf(found);
    int end = ChunkIndex.startOf(found);
    int start = from;
    Object extra = null;
    for (int i = 0; end < to; i++) {
      if (i == runs.chunk(number).count) {
        number++;
        i = 0;
      }
      PieceChunk chunk = runs.chunk(number);
      Object next = chunk.extra(i);
      if (start < end && !PieceChunk.sameLook(extra, next)) {
        emitRun(start, end, extra, text, sink);
        start = end;
      }
      extra = next;
      end += Run.length(chunk.runs[i]);
    }
    emitRun(start, to, extra, text, sink);
  }

  private static void emitRun(
      int from, int to, Object extra, ChunkedText text, OperationSink sink) {
    if (extra instanceof Embedded embedded) {
      sink.insert(embedded.embed(), embedded.attributes());
    } else {
      sink.insert(text.substring(from, to), RunCursor.attributesOf(extra));
    }
  }
}
