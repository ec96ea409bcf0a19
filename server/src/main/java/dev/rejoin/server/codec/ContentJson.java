package dev.rejoin.server.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
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

  // Written by whichever thread comes first; two at once make the same bytes twice.
  private volatile byte[] escaped;
  private volatile SerializableString operation;

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
    if (type == DocumentType.TEXT) {
      if (escaped == null) {
        escaped = JsonStringEncoder.getInstance().quoteAsUTF8(content.apply(""));
      }
      generator.writeRawUTF8String(escaped, 0, escaped.length);
    } else {
      if (operation == null) {
        operation = operation();
      }
      generator.writeRawValue(operation);
    }
  }

  private SerializableString operation() {
    String json = new String(OperationJson.bytes(content), StandardCharsets.UTF_8);
    SerializableString made = new SerializedString(json);
    // It makes its bytes when they are asked for, and without regard to other threads.
    made.asUnquotedUTF8();
    return made;
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
