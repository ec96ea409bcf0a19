package dev.rejoin.server.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;

/**
 * The one way in for JSON. A field that stands twice, a depth over 16, a name over 256 units and
 * anything after the end are errors; a number is an integer or it is none ({@code 1.0} is none).
 * The bytes are UTF-8, which the transport has checked.
 */
public final class StrictJson {
  public static final int MAX_DEPTH = 16;
  public static final int MAX_NAME_LENGTH = 256;

  /** 2^53 - 1: every language holds the integers up to here exactly. */
  public static final long MAX_INTEGER = (1L << 53) - 1;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  // What is read is bounded as a whole, by the length of a message or a row.
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Messages with positions in them never quote what was sent.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          // Names come from outside: they must not fill the table of the JVM.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private StrictJson() {}

  /** A parser in front of the first token. */
  public static JsonParser parser(byte[] bytes, int offset, int length) throws IOException {
    return FACTORY.createParser(bytes, offset, length);
  }

  /** Steps onto the first token, which must begin an object. */
  public static void enterObject(JsonParser parser) throws IOException, ShapeException {
    require(parser.nextToken(), JsonToken.START_OBJECT, "message");
  }

  /** The current token must be {@code wanted}. */
  public static void require(JsonToken got, JsonToken wanted, String what) throws ShapeException {
    if (got != wanted) {
      throw ShapeException.of(what, got, wanted);
    }
  }

  /** Nothing may follow. */
  public static void requireEnd(JsonParser parser) throws IOException, ShapeException {
    if (parser.nextToken() != null) {
      throw new ShapeException("something follows the message");
    }
  }

  /** The string that the parser stands on. */
  public static String string(JsonParser parser, String what) throws IOException, ShapeException {
    require(parser.currentToken(), JsonToken.VALUE_STRING, what);
    return parser.getText();
  }

  /** The boolean that the parser stands on. */
  public static boolean bool(JsonParser parser, String what) throws IOException, ShapeException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      throw new ShapeException(what + " is " + ShapeException.name(token) + ", wanted a boolean");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  /** The integer that the parser stands on; never a fraction, never rounded. */
  public static long integer(JsonParser parser, String what, long min, long max)
      throws IOException, ShapeException {
    require(parser.currentToken(), JsonToken.VALUE_NUMBER_INT, what);
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new ShapeException(
          "%s has %d digits, wanted %d to %d".formatted(what, parser.getTextLength(), min, max));
    }
    long number = parser.getLongValue();
    if (number < min || number > max) {
      throw new ShapeException("%s is %d, wanted %d to %d".formatted(what, number, min, max));
    }
    return number;
  }

  /**
   * The context to come back to after the value that the parser stands on, however much of it gets
   * read.
   */
  public static JsonStreamContext around(JsonParser parser) {
    JsonStreamContext context = parser.getParsingContext();
    return parser.currentToken().isStructStart() ? context.getParent() : context;
  }

  /** Leaves what is left of the value that {@link #around} was asked for. */
  public static void leave(JsonParser parser, JsonStreamContext around) throws IOException {
    while (parser.getParsingContext() != around && parser.nextToken() != null) {
      // Tokens of a value that was refused: only whether they are JSON matters.
    }
  }
}
