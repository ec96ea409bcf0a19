package dev.rejoin.ot;

/**
 * A place in an operation, from left to right. {@link #take} moves it by part of a run, so that two
 * cursors can walk in steps of equal length; behind the last run it shows {@link Run#END}.
 */
final class RunCursor {
  private final Operation operation;
  private final int[] runs;
  private final Object[] extras;
  private int next;

  /** Kind of the current run. */
  int kind;

  /** What is left of the current run, in units. */
  int length;

  /** Attributes or {@link Embedded} of the current run; null if there are none. */
  Object extra;

  /** Where the rest of the current insert begins in the pool of inserted text. */
  int text;

  RunCursor(Operation operation) {
    this.operation = operation;
    this.runs = operation.runs;
    this.extras = operation.extras;
    load();
  }

  /** Goes on to the next run. */
  void advance() {
    if (kind == Run.INSERT) {
      text += length;
    }
    load();
  }

  /** Goes on by {@code units}, which are at most what is left of the current run. */
  void take(int units) {
    if (units == length) {
      advance();
      return;
    }
    length -= units;
    if (kind == Run.INSERT) {
      text += units;
    }
  }

  private void load() {
    if (next == runs.length) {
      kind = Run.END;
      length = Operation.MAX_LENGTH;
      extra = null;
      return;
    }
    kind = Run.kind(runs[next]);
    length = Run.length(runs[next]);
    extra = extras == null ? null : extras[next];
    next++;
  }

  /** The attributes of the current run. */
  Attributes attributes() {
    return attributesOf(extra);
  }

  static Attributes attributesOf(Object extra) {
    if (extra == null) {
      return Attributes.NONE;
    }
    return extra instanceof Embedded embedded ? embedded.attributes() : (Attributes) extra;
  }

  /** Gives units {@code from} to {@code to} of the current insert, as an insert. */
  void emitInsert(int from, int to, OperationSink sink) {
    if (extra instanceof Embedded embedded) {
      sink.insert(embedded.embed(), embedded.attributes());
    } else {
      sink.insert(operation.text.substring(text + from, text + to), attributes());
    }
  }
}
