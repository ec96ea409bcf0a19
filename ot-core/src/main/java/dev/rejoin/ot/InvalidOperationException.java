package dev.rejoin.ot;

import java.io.Serial;

/** An operation that breaks a rule of the algebra. Carries the rule and the numbers. */
public final class InvalidOperationException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** The rule that was broken. */
  public enum Reason {
    /** A component of length 0, or an attribute object without attributes. */
    EMPTY_COMPONENT,
    /** A length below 0. */
    NEGATIVE_LENGTH,
    /** Two neighbours that could be one component. */
    NOT_CANONICAL,
    /** Inserted text, or a name or value, holds half of a surrogate pair. */
    LONE_SURROGATE,
    /** A component ends between the two halves of a surrogate pair of the document. */
    SPLITS_SURROGATE_PAIR,
    /** Retains and deletes do not add up to the length of the document. */
    BASE_LENGTH,
    /** Longer than {@link Operation#MAX_LENGTH} units. */
    TOO_LONG,
    /** Attributes or an embed in a document of type {@code text}. */
    NOT_IN_THIS_TYPE,
    /**
     * An attribute or embed that is no string, boolean or safe integer, or a removal on an insert.
     */
    BAD_ATTRIBUTE
  }

  private final Reason reason;
  private final long got;
  private final long wanted;

  InvalidOperationException(Reason reason, long got, long wanted, String message) {
    super(message);
    this.reason = reason;
    this.got = got;
    this.wanted = wanted;
  }

  public Reason reason() {
    return reason;
  }

  /** The number that was found; its meaning (length, position, code unit) is the message's. */
  public long got() {
    return got;
  }

  /** The number that would have been right, or the limit. */
  public long wanted() {
    return wanted;
  }

  /** Retains and deletes add up to {@code got} units, the document has {@code wanted}. */
  public static InvalidOperationException baseLength(long got, long wanted) {
    return new InvalidOperationException(
        Reason.BASE_LENGTH,
        got,
        wanted,
        "operation applies to " + got + " units, but the document has " + wanted);
  }

  /** A component ends at {@code position}, in the middle of a surrogate pair. */
  public static InvalidOperationException splitsPair(long position) {
    return new InvalidOperationException(
        Reason.SPLITS_SURROGATE_PAIR,
        position,
        position + 1,
        "operation splits the surrogate pair around position " + position);
  }

  /** The operation has attributes or embeds, and the document is of type {@code text}. */
  public static InvalidOperationException notInThisType(int componentIndex) {
    return new InvalidOperationException(
        Reason.NOT_IN_THIS_TYPE,
        componentIndex,
        0,
        "component " + componentIndex + " has attributes or an embed, which text does not take");
  }

  /** Component {@code index} is empty: it has length 0, or an attribute object without members. */
  public static InvalidOperationException empty(int index, String what) {
    return new InvalidOperationException(
        Reason.EMPTY_COMPONENT, index, 1, "component " + index + " " + what);
  }

  /** Component {@code index} has another, canonical form. */
  public static InvalidOperationException notCanonical(int index, String why) {
    return new InvalidOperationException(
        Reason.NOT_CANONICAL, index, index, "component " + index + " " + why);
  }

  /** An attribute or embed holds what no operation can hold. */
  public static InvalidOperationException badAttribute(String what) {
    return new InvalidOperationException(Reason.BAD_ATTRIBUTE, 0, 0, what);
  }

  static InvalidOperationException tooLong(long got) {
    return new InvalidOperationException(
        Reason.TOO_LONG,
        got,
        Operation.MAX_LENGTH,
        "length " + got + " is over the maximum of " + Operation.MAX_LENGTH + " units");
  }

  static InvalidOperationException negative(long got) {
    return new InvalidOperationException(
        Reason.NEGATIVE_LENGTH, got, 0, "component length " + got + " is below 0");
  }

  static InvalidOperationException loneSurrogate(int codeUnit, int index) {
    return new InvalidOperationException(
        Reason.LONE_SURROGATE,
        index,
        0,
        String.format("text holds a lone surrogate U+%04X at index %d", codeUnit, index));
  }
}
