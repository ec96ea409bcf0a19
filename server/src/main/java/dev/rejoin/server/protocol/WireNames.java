package dev.rejoin.server.protocol;

import java.util.Optional;
import java.util.function.Function;

/** Finds the constant that a name in a message stands for. */
final class WireNames {
  private WireNames() {}

  static <E> Optional<E> find(E[] constants, Function<E, String> nameOf, String name) {
    for (E constant : constants) {
      if (nameOf.apply(constant).equals(name)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
