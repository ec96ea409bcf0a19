package dev.rejoin.ot;

/**
 * Where a position goes. Moved {@link Stickiness#LEFT} it goes exactly where T would put a letter
 * inserted there, so moving through a fold equals moving through its entries one by one.
 */
final class Positions {
  private Positions() {}

  static int move(Operation operation, int positionBefore, Stickiness stickiness) {
    if (positionBefore < 0 || positionBefore > operation.baseLength()) {
      throw new IndexOutOfBoundsException(
          "position " + positionBefore + " is outside 0 to " + operation.baseLength());
    }
    int before = 0;
    int after = 0;
    for (int run : operation.runs) {
      int length = Run.length(run);
      int toGo = positionBefore - before;
      switch (Run.kind(run)) {
        case Run.INSERT -> after += toGo > 0 || stickiness == Stickiness.RIGHT ? length : 0;
        case Run.DELETE -> before += Math.min(length, toGo);
        default -> {
          if (length > toGo) {
            return after + toGo;
          }
          before += length;
          after += length;
        }
      }
    }
    return after;
  }
}
