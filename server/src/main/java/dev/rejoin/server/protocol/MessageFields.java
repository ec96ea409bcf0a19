package dev.rejoin.server.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rejoin.server.codec.ShapeException;
import dev.rejoin.server.codec.StrictJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The fields of one object, each read into its value in the one pass over the bytes. A field of the
 * wrong shape is remembered as such, and is an error only if it is asked for. Null is as good as
 * absent.
 */
final class MessageFields {
  private static final int COUNT = Field.values().length;

  private final Object[] values = new Object[COUNT];

  /** What stands where a value would, if the field had another shape. */
  private record Wrong(String message) {}

  /** Reads the object whose opening brace the parser stands on. */
  static MessageFields read(JsonParser parser, FieldReader reader)
      throws IOException, ShapeException {
    StrictJson.require(parser.currentToken(), JsonToken.START_OBJECT, "message");
    MessageFields fields = new MessageFields();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Field field = reader.find(parser.currentName());
      JsonToken token = parser.nextToken();
      if (field == null) {
        parser.skipChildren();
      } else if (token != JsonToken.VALUE_NULL) {
        fields.values[field.ordinal()] = valueOf(field, parser, reader);
      }
    }
    return fields;
  }

  private static Object valueOf(Field field, JsonParser parser, FieldReader reader)
      throws IOException {
    var around = StrictJson.around(parser);
    try {
      return reader.read(field, parser);
    } catch (ShapeException e) {
      StrictJson.leave(parser, around);
      return new Wrong(e.getMessage());
    }
  }

  boolean has(Field field) {
    return values[field.ordinal()] != null;
  }

  String text(Field field) throws ShapeException {
    return required(field, String.class);
  }

  Optional<String> optionalText(Field field) throws ShapeException {
    return optional(field, String.class);
  }

  long integer(Field field) throws ShapeException {
    return required(field, Long.class);
  }

  OptionalLong optionalInteger(Field field) throws ShapeException {
    Optional<Long> number = optional(field, Long.class);
    return number.isPresent() ? OptionalLong.of(number.get()) : OptionalLong.empty();
  }

  /** An integer that fits a Java {@code int}. */
  int smallInteger(Field field) throws ShapeException {
    long number = integer(field);
    if ((int) number != number) {
      throw new ShapeException(field.wireName + " is " + number + ", over " + Integer.MAX_VALUE);
    }
    return (int) number;
  }

  /** The objects of a list. */
  @SuppressWarnings("unchecked")
  List<MessageFields> objects(Field field) throws ShapeException {
    return (List<MessageFields>) required(field, List.class);
  }

  <T> T required(Field field, Class<T> type) throws ShapeException {
    Optional<T> value = optional(field, type);
    if (value.isEmpty()) {
      throw new ShapeException(field.wireName + " is missing");
    }
    return value.get();
  }

  <T> Optional<T> optional(Field field, Class<T> type) throws ShapeException {
    Object value = values[field.ordinal()];
    if (value instanceof Wrong wrong) {
      throw new ShapeException(wrong.message());
    }
    return Optional.ofNullable(type.cast(value));
  }
}
