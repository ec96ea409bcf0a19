package dev.rejoin.server.protocol;

import java.util.Optional;

/** What a person may do with a document. */
public enum Access {
  NONE("none"),
  READ("read"),
  WRITE("write");

  private final String wireName;

  Access(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** The access of that wire name, if there is one. */
  public static Optional<Access> named(String wireName) {
    return WireNames.find(values(), Access::wireName, wireName);
  }
}
