package dev.rejoin.ot;

/**
 * Two operations, one after the other, as one. The order of the three branches is the rule: what
 * the first deleted comes before what the second inserts at that place, and both before what the
 * first kept or inserted there.
 */
final class Compose {
  private final Operation first;
  private final Operation second;
  private final RunCursor a;
  private final RunCursor b;
  private final RunBuffer out;
  private final StringBuilder text;

  private Compose(Operation first, Operation second) {
    this.first = first;
    this.second = second;
    this.a = new RunCursor(first);
    this.b = new RunCursor(second);
    this.out = new RunBuffer(first.runs.length + second.runs.length);
    this.text = new StringBuilder(first.text.length() + second.text.length());
  }

  static Operation of(Operation first, Operation second) {
    if (first.targetLength() != second.baseLength()) {
      throw InvalidOperationException.baseLength(second.baseLength(), first.targetLength());
    }
    if (second.isIdentity()) {
      return first;
    }
    return first.isIdentity() ? second : new Compose(first, second).run();
  }

  private Operation run() {
    while (true) {
      if (a.kind == Run.DELETE) {
        out.delete(a.length);
        a.advance();
      } else if (b.kind == Run.INSERT) {
        out.insert(b.length, b.extra);
        text.append(second.text, b.text, b.text + b.length);
        b.advance();
      } else if (a.kind == Run.END) {
        break;
      } else {
        both(Math.min(a.length, b.length));
      }
    }
    return out.toOperation(text.toString(), first.baseLength(), second.targetLength());
  }

  /** The first keeps or inserts {@code units}, and the second keeps or deletes them. */
  private void both(int units) {
    if (b.kind == Run.RETAIN) {
      if (a.kind == Run.RETAIN) {
        out.retain(units, changeThenChange(a.extra, b.extra));
      } else {
        out.insert(units, insertThenChange(a.extra, b.extra));
        appendFirst(units);
      }
    } else if (a.kind == Run.RETAIN) {
      out.delete(units);
    }
    a.take(units);
    b.take(units);
  }

  private void appendFirst(int units) {
    int from = a.text;
    int to = from + units;
    if (Surrogates.splits(first.text, from) || Surrogates.splits(first.text, to)) {
      throw InvalidOperationException.splitsPair(from);
    }
    text.append(first.text, from, to);
  }

  static Object changeThenChange(Object before, Object change) {
    if (before == null || change == null) {
      return before == null ? change : before;
    }
    return ((Attributes) before).then((Attributes) change);
  }

  static Object insertThenChange(Object inserted, Object change) {
    if (change == null) {
      return inserted;
    }
    Attributes after = RunCursor.attributesOf(inserted).changedBy((Attributes) change);
    if (inserted instanceof Embedded embedded) {
      return new Embedded(embedded.embed(), after);
    }
    return after.isEmpty() ? null : after;
  }
}
