package dev.rejoin.server.protocol;

import java.util.Objects;

/** A person as others see them. In open mode the id is "~" and the name. */
public record User(String id, PersonName name, Color color) {
  public User {
    Ids.requireName(id);
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(color, "color");
  }

  /** Somebody who proved nothing: whoever says that name is that user. */
  public static User open(PersonName name, Color color) {
    return new User("~" + name.text(), name, color);
  }
}
