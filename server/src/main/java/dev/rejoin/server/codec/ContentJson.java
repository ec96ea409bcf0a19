package dev.rejoin.server.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A document's content, and its JSON: a string for text, an operation for rich text. The bytes are
 * made when they are written first, and kept, since a content that one person asks for is what the
 * next will ask for: a million letters opened a hundred times are escaped once.
 */
public final class ContentJson {
  private final DocumentType type;
  private final Operation content;
  private SerializableString json;

  /**
   * The content of a document of this type.
   *
   * @param content inserts only
   */
  public ContentJson(DocumentType type, Operation content) {
    this.type = Objects.requireNonNull(type, "type");
    this.content = Objects.requireNonNull(content, "content");
  }

  /** Inserts only. */
  public Operation content() {
    return content;
  }

  /** Writes one JSON value. */
  public void write(JsonGenerator generator) throws IOException {
    if (json == null) {
      // Two threads that come first at once make the same bytes twice, and no harm is done.
      json = new SerializedString(type == DocumentType.TEXT ? content.apply("") : operation());
    }
    if (type == DocumentType.TEXT) {
      generator.writeString(json);
    } else {
      generator.writeRawValue(json);
    }
  }

  private String operation() {
    return new String(OperationJson.bytes(content), StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContentJson that && type == that.type && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, content);
  }

  @Override
  public String toString() {
    return type + " " + content;
  }
}
