package dev.rejoin.server.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rejoin.ot.Attributes;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Embed;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.OperationReader;
import java.io.IOException;

/**
 * Hands the components of one operation to an {@link OperationReader}, which knows what is
 * canonical. The type is the richest one: whether a document takes attributes is the document's to
 * say.
 */
final class ComponentReader {
  private final JsonParser parser;
  private final OperationLimits limits;
  private final AttributesReader attributesReader;
  private final OperationReader operation = new OperationReader(DocumentType.RICH_TEXT);
  private int begun;
  private long inserted;

  ComponentReader(JsonParser parser, OperationLimits limits) {
    this.parser = parser;
    this.limits = limits;
    this.attributesReader = new AttributesReader(parser, limits);
  }

  /** Takes the component whose first token the parser stands on. */
  void read() throws IOException, ShapeException, OverLimitException {
    begun++;
    OverLimitException.check("components", begun, limits.maxComponents());
    switch (parser.currentToken()) {
      case VALUE_NUMBER_INT -> retainOrDelete();
      case VALUE_STRING -> insert(parser.getText(), Attributes.NONE);
      case START_OBJECT -> object();
      default -> throw ShapeException.noComponent(parser.currentToken());
    }
  }

  Operation finish() {
    return operation.finish();
  }

  /** The message, with the component that it is about. */
  String locate(String message) {
    return begun == 0 || message.startsWith("component ")
        ? message
        : "component " + (begun - 1) + ": " + message;
  }

  private void retainOrDelete() throws IOException, ShapeException {
    int length = length(-Operation.MAX_LENGTH);
    if (length < 0) {
      operation.delete(-length);
    } else {
      operation.retain(length, Attributes.NONE);
    }
  }

  private int length(int min) throws IOException, ShapeException {
    return (int) StrictJson.integer(parser, "length", min, Operation.MAX_LENGTH);
  }

  private void insert(String text, Attributes attributes) throws OverLimitException {
    count(text.length());
    operation.insert(text, attributes);
  }

  private void insert(Embed embed, Attributes attributes) throws OverLimitException {
    count(1);
    operation.insert(embed, attributes);
  }

  private void count(int units) throws OverLimitException {
    inserted += units;
    OverLimitException.check("inserted units", inserted, limits.maxInsertLength());
  }

  /** {@code {"r":7,"a":{…}}} or {@code {"i":"abc","a":{…}}} or {@code {"i":{"image":"…"}}}. */
  private void object() throws IOException, ShapeException, OverLimitException {
    int retained = -1;
    Object insert = null;
    Attributes attributes = Attributes.NONE;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      switch (key) {
        case "r" -> retained = length(0);
        case "i" -> insert = textOrEmbed();
        case "a" -> attributes = attributesReader.read();
        default -> throw new ShapeException("there is no \"" + key + "\" in a component");
      }
    }
    if ((retained < 0) == (insert == null)) {
      throw new ShapeException("wanted one of \"r\" and \"i\"");
    }
    if (attributes.isEmpty() && !(insert instanceof Embed)) {
      throw new ShapeException("it is written as an object, but has no attributes");
    }
    if (insert instanceof Embed embed) {
      insert(embed, attributes);
    } else if (insert != null) {
      insert((String) insert, attributes);
    } else {
      operation.retain(retained, attributes);
    }
  }

  private Object textOrEmbed() throws IOException, ShapeException, OverLimitException {
    return parser.currentToken() == JsonToken.START_OBJECT
        ? attributesReader.readEmbed()
        : StrictJson.string(parser, "\"i\"");
  }
}
