package dev.rejoin.ot;

import java.util.Optional;

/** What a document may hold. The algebra is one; a type only says which components are legal. */
public enum DocumentType {
  /** UTF-16 text, nothing else: attributes and embeds are refused. */
  TEXT("text"),
  /** Text with attributes, and embeds of one unit each. */
  RICH_TEXT("rich-text");

  private final String wireName;

  DocumentType(String wireName) {
    this.wireName = wireName;
  }

  /** The name in messages and in storage. */
  public String wireName() {
    return wireName;
  }

  /** The type of that wire name, if there is one. */
  public static Optional<DocumentType> named(String wireName) {
    for (DocumentType type : values()) {
      if (type.wireName.equals(wireName)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
