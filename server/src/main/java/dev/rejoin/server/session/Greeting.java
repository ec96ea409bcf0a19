package dev.rejoin.server.session;

import dev.rejoin.server.protocol.ClientMessage.Hello;
import dev.rejoin.server.protocol.Color;
import dev.rejoin.server.protocol.PersonName;
import dev.rejoin.server.protocol.User;
import java.util.List;

/** Who somebody is that says hello. In open mode: whoever they say. */
final class Greeting {

  static final int VERSION = 1;

  private static final PersonName NOBODY = new PersonName("Guest");

  /** Dark enough for white letters on them. */
  private static final List<Color> COLORS =
      List.of(
          new Color("#b3261e"),
          new Color("#a8500a"),
          new Color("#806000"),
          new Color("#3f7a1f"),
          new Color("#00796b"),
          new Color("#0b66a8"),
          new Color("#4a55c4"),
          new Color("#8a3fb0"),
          new Color("#b02a73"));

  private Greeting() {}

  /** The person of a first hello; who names no colour gets one that goes with the session. */
  static User first(Hello hello, String session) {
    Color color = COLORS.get(Math.floorMod(session.hashCode(), COLORS.size()));
    return User.open(hello.name().orElse(NOBODY), hello.color().orElse(color));
  }

  /** The person of a later hello: what it does not say stays as it was. */
  static User again(Hello hello, User before) {
    return User.open(hello.name().orElse(before.name()), hello.color().orElse(before.color()));
  }
}
