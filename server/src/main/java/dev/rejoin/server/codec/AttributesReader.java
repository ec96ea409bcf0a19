package dev.rejoin.server.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rejoin.ot.Attributes;
import dev.rejoin.ot.Embed;
import java.io.IOException;
import java.util.TreeMap;

/** Reads the objects inside components: attributes, sorted by name, and embeds, of one name. */
final class AttributesReader {
  private final JsonParser parser;
  private final OperationLimits limits;

  AttributesReader(JsonParser parser, OperationLimits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /** The attributes whose opening brace the parser stands on. */
  Attributes read() throws IOException, ShapeException, OverLimitException {
    StrictJson.require(parser.currentToken(), JsonToken.START_OBJECT, "\"a\"");
    TreeMap<String, Object> values = new TreeMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = name();
      if (!values.isEmpty() && values.lastKey().compareTo(name) > 0) {
        throw new ShapeException("attribute \"" + name + "\" is not in sorted order");
      }
      OverLimitException.check("attributes", values.size() + 1L, limits.maxAttributes());
      values.put(name, value());
    }
    if (values.isEmpty()) {
      throw new ShapeException("there is no attribute in \"a\"");
    }
    return Attributes.of(values);
  }

  /** The embed whose opening brace the parser stands on. */
  Embed readEmbed() throws IOException, ShapeException, OverLimitException {
    if (parser.nextToken() == JsonToken.END_OBJECT) {
      throw new ShapeException("an embed has no kind");
    }
    String kind = name();
    Object value = value();
    if (value == null) {
      throw new ShapeException("an embed has no value");
    }
    if (parser.nextToken() != JsonToken.END_OBJECT) {
      throw new ShapeException("an embed has more than one kind");
    }
    return new Embed(kind, value);
  }

  private String name() throws IOException, OverLimitException {
    String name = parser.currentName();
    OverLimitException.check("units of a name", name.length(), limits.maxAttributeNameLength());
    return name;
  }

  private Object value() throws IOException, ShapeException, OverLimitException {
    JsonToken token = parser.nextToken();
    return switch (token) {
      case VALUE_STRING -> text();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NUMBER_INT ->
          (Object)
              StrictJson.integer(parser, "value", -StrictJson.MAX_INTEGER, StrictJson.MAX_INTEGER);
      case VALUE_NULL -> null;
      default -> throw ShapeException.noValue(token);
    };
  }

  private String text() throws IOException, OverLimitException {
    String text = parser.getText();
    OverLimitException.check("units of a value", text.length(), limits.maxAttributeLength());
    return text;
  }
}
