package dev.rejoin.server.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.ot.Attributes;
import dev.rejoin.ot.Embed;
import dev.rejoin.ot.OperationSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes components as they come; the plain ones as numbers and strings. */
final class ComponentWriter implements OperationSink {
  private final JsonGenerator json;

  ComponentWriter(JsonGenerator json) {
    this.json = json;
  }

  @Override
  public void retain(int length, Attributes attributes) {
    unchecked(
        () -> {
          if (attributes.isEmpty()) {
            json.writeNumber(length);
            return;
          }
          json.writeStartObject();
          json.writeNumberField("r", length);
          attributes(attributes);
          json.writeEndObject();
        });
  }

  @Override
  public void insert(String text, Attributes attributes) {
    unchecked(
        () -> {
          if (attributes.isEmpty()) {
            json.writeString(text);
            return;
          }
          json.writeStartObject();
          json.writeStringField("i", text);
          attributes(attributes);
          json.writeEndObject();
        });
  }

  @Override
  public void insert(Embed embed, Attributes attributes) {
    unchecked(
        () -> {
          json.writeStartObject();
          json.writeObjectFieldStart("i");
          value(embed.kind(), embed.value());
          json.writeEndObject();
          if (!attributes.isEmpty()) {
            attributes(attributes);
          }
          json.writeEndObject();
        });
  }

  @Override
  public void delete(int length) {
    unchecked(() -> json.writeNumber(-length));
  }

  private void attributes(Attributes attributes) throws IOException {
    json.writeObjectFieldStart("a");
    for (Map.Entry<String, Object> attribute : attributes.asMap().entrySet()) {
      value(attribute.getKey(), attribute.getValue());
    }
    json.writeEndObject();
  }

  private void value(String name, Object value) throws IOException {
    json.writeFieldName(name);
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      json.writeString(text);
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else {
      json.writeNumber((Long) value);
    }
  }

  private interface Write {
    void run() throws IOException;
  }

  private static void unchecked(Write write) {
    try {
      write.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
