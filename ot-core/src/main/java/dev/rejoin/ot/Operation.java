package dev.rejoin.ot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A change of a whole document: from its first unit to its last, what is kept, put in and removed.
 * Immutable and canonical, so {@code equals} means "the same to the letter".
 *
 * <p>Inside it is flat: one {@code int} a component, one string with all inserted text, and an
 * array for attributes only where there are any. A keystroke in a large document is three runs and
 * one character. Lengths are UTF-16 units.
 *
 * <p>The laws, for an earlier operation h and a later operation c on one document (T and U are the
 * two halves of {@link #transform}):
 *
 * <ol>
 *   <li>convergence: h · T(h, c) = c · U(c, h), in effect;
 *   <li>composition is associative, to the letter;
 *   <li>folding: T(h1 · h2, c) = T(h2, T(h1, c)), to the letter.
 * </ol>
 *
 * <p>{@code docs/ot.md} says why they hold, and which plausible laws do not.
 */
public final class Operation {
  /** The longest component and the longest document, in units. */
  public static final int MAX_LENGTH = (1 << 29) - 1;

  private static final int OBJECT_OVERHEAD = 96;

  final int[] runs;
  final Object[] extras;
  final String text;
  private final int baseLength;
  private final int targetLength;

  /** Takes the arrays as they are; only {@link RunBuffer} calls it. */
  Operation(int[] runs, Object[] extras, String text) {
    this.runs = runs;
    this.extras = extras;
    this.text = text;
    long base = 0;
    long target = 0;
    for (int run : runs) {
      int length = Run.length(run);
      int kind = Run.kind(run);
      base += kind == Run.INSERT ? 0 : length;
      target += kind == Run.DELETE ? 0 : length;
    }
    if (Math.max(base, target) > MAX_LENGTH) {
      throw InvalidOperationException.tooLong(Math.max(base, target));
    }
    this.baseLength = (int) base;
    this.targetLength = (int) target;
  }

  /** The same, where both lengths are known already. */
  Operation(int[] runs, Object[] extras, String text, int baseLength, int targetLength) {
    this.runs = runs;
    this.extras = extras;
    this.text = text;
    this.baseLength = baseLength;
    this.targetLength = targetLength;
  }

  public static OperationBuilder builder() {
    return new OperationBuilder();
  }

  /** The operation that keeps all of a document of {@code length} units. */
  public static Operation identity(int length) {
    return builder().retain(length).build();
  }

  /** Length of the documents that this applies to, in units. */
  public int baseLength() {
    return baseLength;
  }

  /** Length of the document after it, in units. */
  public int targetLength() {
    return targetLength;
  }

  public int componentCount() {
    return runs.length;
  }

  /** Whether it changes nothing. */
  public boolean isIdentity() {
    return runs.length == 0
        || (runs.length == 1 && extras == null && Run.kind(runs[0]) == Run.RETAIN);
  }

  /** Whether it has neither attributes nor embeds, and so may go into a {@code text} document. */
  public boolean isPlain() {
    return extras == null;
  }

  /** Bytes of heap that it takes, roughly; attributes are counted at a flat rate. */
  public int weight() {
    int attributed = extras == null ? 0 : 64 * extras.length;
    return OBJECT_OVERHEAD + 4 * runs.length + 2 * text.length() + attributed;
  }

  /** Gives the components to {@code sink}, from left to right. */
  public void emitTo(OperationSink sink) {
    RunCursor cursor = new RunCursor(this);
    for (; cursor.kind != Run.END; cursor.advance()) {
      switch (cursor.kind) {
        case Run.RETAIN -> sink.retain(cursor.length, cursor.attributes());
        case Run.DELETE -> sink.delete(cursor.length);
        default -> cursor.emitInsert(0, cursor.length, sink);
      }
    }
  }

  /** The components as values. */
  public List<Component> components() {
    List<Component> components = new ArrayList<>(runs.length);
    emitTo(new ComponentList(components));
    return components;
  }

  /**
   * This and then {@code next} as one operation. {@code next}'s inserts stand to the right of the
   * deleted units that they meet; what stood side by side keeps its order.
   *
   * @throws InvalidOperationException if {@code next} does not apply to the result of this
   */
  public Operation compose(Operation next) {
    return Compose.of(this, next);
  }

  /**
   * Both sides of the diamond in one pass:
   *
   * <pre>
   *             earlier (h)
   *           •────────────►•
   * later (c) │             │ T(h, c): result.later
   *           ▼             ▼
   *           •────────────►•
   *       U(c, h): result.earlier
   * </pre>
   *
   * <p>Where both insert at one place the text of the later stands to the left; where both set one
   * attribute of one unit the later wins.
   *
   * @throws InvalidOperationException if they do not apply to documents of the same length
   */
  public static Transformed transform(Operation earlier, Operation later) {
    return Transform.of(earlier, later);
  }

  /** T(earlier, this): this operation as it is after {@code earlier}, which was first. */
  public Operation movedBehind(Operation earlier) {
    return Transform.of(earlier, this).later();
  }

  /**
   * The operation that takes {@code base} changed by this back to {@code base}.
   *
   * @throws InvalidOperationException if this does not apply to {@code base}
   */
  public Operation invert(Content base) {
    return Invert.of(this, base);
  }

  /**
   * The text after this operation. For small texts; a {@link Document} is for long ones.
   *
   * @throws InvalidOperationException if it does not apply, or splits a surrogate pair
   */
  public String apply(String before) {
    return Apply.to(before, this);
  }

  /**
   * Where a position is after this operation. A position in removed text goes to where that was.
   *
   * @param positionBefore in units, 0 to {@link #baseLength}
   */
  public int movePosition(int positionBefore, Stickiness stickiness) {
    return Positions.move(this, positionBefore, stickiness);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Operation that
        && Arrays.equals(runs, that.runs)
        && text.equals(that.text)
        && Arrays.equals(extras, that.extras);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(runs) + text.hashCode();
  }

  /** As in JSON where it is plain: {@code [7,"abc",-3]}; for people, not for parsing. */
  @Override
  public String toString() {
    OperationPrinter printer = new OperationPrinter();
    emitTo(printer);
    return printer.toString();
  }
}
