/** The rule that an operation breaks. */
export type Reason =
  | "EMPTY_COMPONENT"
  | "NEGATIVE_LENGTH"
  | "NOT_CANONICAL"
  | "LONE_SURROGATE"
  | "SPLITS_SURROGATE_PAIR"
  | "BASE_LENGTH"
  | "TOO_LONG"
  | "NOT_IN_THIS_TYPE"
  | "BAD_ATTRIBUTE"
  | "NOT_A_COMPONENT";

/** An operation that breaks a rule: which rule, and the numbers. */
export class InvalidOperationException extends Error {
  override readonly name = "InvalidOperationException";

  constructor(
    readonly reason: Reason,
    message: string,
    readonly got = 0,
    readonly wanted = 0,
  ) {
    super(`${reason}: ${message}`);
  }

  static baseLength(got: number, wanted: number): InvalidOperationException {
    const message = `an operation for ${got} units met a document of ${wanted}`;
    return new InvalidOperationException("BASE_LENGTH", message, got, wanted);
  }

  static splitsPair(at = 0): InvalidOperationException {
    const message = `a component ends inside the pair around unit ${at}`;
    return new InvalidOperationException("SPLITS_SURROGATE_PAIR", message, at, at + 1);
  }
}
