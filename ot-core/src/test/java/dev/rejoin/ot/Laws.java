package dev.rejoin.ot;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The laws of the algebra, each as one check. Content is an operation on the empty document. */
final class Laws {
  private Laws() {}

  /** h · T(h, c) = c · U(c, h), in effect. */
  static void convergence(Operation content, Operation h, Operation c) {
    Transformed moved = Operation.transform(h, c);
    assertEquals(
        content.compose(h).compose(moved.later()),
        content.compose(c).compose(moved.earlier()),
        () -> "convergence of h=" + h + " c=" + c + " on " + content);
  }

  /** (a · b) · c = a · (b · c), to the letter. */
  static void associativity(Operation a, Operation b, Operation c) {
    assertEquals(
        a.compose(b).compose(c),
        a.compose(b.compose(c)),
        () -> "associativity of " + a + " " + b + " " + c);
  }

  /** T(h1 · h2, c) = T(h2, T(h1, c)), to the letter; the other side is equal in effect. */
  static void folding(Operation content, Operation h1, Operation h2, Operation c) {
    Transformed first = Operation.transform(h1, c);
    Transformed second = Operation.transform(h2, first.later());
    Transformed folded = Operation.transform(h1.compose(h2), c);
    assertEquals(
        second.later(), folded.later(), () -> "folding of " + h1 + " " + h2 + " before " + c);
    Operation afterClient = content.compose(c);
    assertEquals(
        afterClient.compose(first.earlier()).compose(second.earlier()),
        afterClient.compose(folded.earlier()),
        () -> "folding, the other side, of " + h1 + " " + h2 + " before " + c);
  }

  /** content · o · invert(o) = content. */
  static void inversion(Content content, Operation operation) {
    Operation inserts = content.toOperation();
    assertEquals(
        inserts,
        inserts.compose(operation).compose(operation.invert(content)),
        () -> "inversion of " + operation + " on " + inserts);
  }
}
