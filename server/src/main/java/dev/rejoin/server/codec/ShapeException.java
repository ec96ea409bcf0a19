package dev.rejoin.server.codec;

import com.fasterxml.jackson.core.JsonToken;
import java.io.Serial;

/** It is JSON, but not of the shape that was wanted. Says what was got and what was wanted. */
public final class ShapeException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  public ShapeException(String message) {
    super(message, null, false, false);
  }

  static ShapeException of(String what, JsonToken got, JsonToken wanted) {
    return new ShapeException(what + " is " + name(got) + ", wanted " + name(wanted));
  }

  static ShapeException noComponent(JsonToken got) {
    return new ShapeException("it is " + name(got) + ", wanted an integer, a string or an object");
  }

  static ShapeException noValue(JsonToken got) {
    return new ShapeException(
        "a value is " + name(got) + ", wanted a string, a boolean, an integer or null");
  }

  static String name(JsonToken token) {
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT -> "an integer";
      case VALUE_NUMBER_FLOAT -> "a number that is not written as an integer";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      case END_ARRAY, END_OBJECT -> "nothing";
      default -> token.toString();
    };
  }
}
