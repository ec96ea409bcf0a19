package dev.rejoin.ot;

/**
 * Both sides of a diamond in one pass. Each output inserts exactly what its input inserted, in the
 * same order, so the text is shared and never copied.
 */
final class Transform {
  private Transform() {}

  static Transformed of(Operation earlier, Operation later) {
    if (earlier.baseLength() != later.baseLength()) {
      throw InvalidOperationException.baseLength(later.baseLength(), earlier.baseLength());
    }
    if (earlier.isIdentity() || later.isIdentity()) {
      return besideIdentity(earlier, later);
    }
    int capacity = earlier.runs.length + later.runs.length;
    RunBuffer earlierOut = new RunBuffer(capacity);
    RunBuffer laterOut = new RunBuffer(capacity);
    RunCursor e = new RunCursor(earlier);
    RunCursor l = new RunCursor(later);
    while (true) {
      if (l.kind == Run.INSERT) {
        // First of the two: the text of the later entry stands to the left.
        laterOut.insert(l.length, l.extra);
        earlierOut.retain(l.length, null);
        l.advance();
      } else if (e.kind == Run.INSERT) {
        earlierOut.insert(e.length, e.extra);
        laterOut.retain(e.length, null);
        e.advance();
      } else if (e.kind == Run.END) {
        break;
      } else {
        int units = Math.min(e.length, l.length);
        if (e.kind == Run.RETAIN) {
          if (l.kind == Run.RETAIN) {
            laterOut.retain(units, l.extra);
            earlierOut.retain(units, yielding(e.extra, l.extra));
          } else {
            laterOut.delete(units);
          }
        } else if (l.kind == Run.RETAIN) {
          earlierOut.delete(units);
        }
        e.take(units);
        l.take(units);
      }
    }
    Operation movedLater = laterOut.toOperation(later.text);
    int length = movedLater.targetLength();
    return new Transformed(
        earlierOut.toOperation(earlier.text, later.targetLength(), length), movedLater);
  }

  private static Transformed besideIdentity(Operation earlier, Operation later) {
    if (later.isIdentity()) {
      return new Transformed(earlier, Operation.identity(earlier.targetLength()));
    }
    return new Transformed(Operation.identity(later.targetLength()), later);
  }

  private static Object yielding(Object earlier, Object later) {
    if (earlier == null || later == null) {
      return earlier;
    }
    Attributes rest = ((Attributes) earlier).yieldingTo((Attributes) later);
    return rest.isEmpty() ? null : rest;
  }
}
