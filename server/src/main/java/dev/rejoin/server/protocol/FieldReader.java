package dev.rejoin.server.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rejoin.ot.Range;
import dev.rejoin.ot.Selection;
import dev.rejoin.server.codec.OperationJson;
import dev.rejoin.server.codec.OperationLimits;
import dev.rejoin.server.codec.ShapeException;
import dev.rejoin.server.codec.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the value of one field, in the shape that the field has. */
final class FieldReader {
  private final Function<String, Field> names;
  private final OperationLimits operationLimits;
  private final int maxRanges;
  private final int maxObjects;

  /**
   * @param maxRanges most ranges of a selection
   * @param maxObjects most objects in a list
   */
  FieldReader(
      Function<String, Field> names,
      OperationLimits operationLimits,
      int maxRanges,
      int maxObjects) {
    this.names = names;
    this.operationLimits = operationLimits;
    this.maxRanges = maxRanges;
    this.maxObjects = maxObjects;
  }

  /** The field of that name, or null if this side of the protocol knows none. */
  Field find(String name) {
    return names.apply(name);
  }

  /** Reads the value whose first token the parser stands on; afterwards it stands on its last. */
  Object read(Field field, JsonParser parser) throws IOException, ShapeException {
    String name = field.wireName;
    return switch (field.shape) {
      case TEXT -> StrictJson.string(parser, name);
      case INTEGER -> integer(parser, name);
      case BOOLEAN -> StrictJson.bool(parser, name);
      case OPERATION -> OperationJson.read(parser, operationLimits);
      case RANGES -> ranges(parser);
      case ENTRY_NAME -> entryName(parser);
      case OBJECT -> MessageFields.read(parser, this);
      case OBJECTS -> objects(parser, name);
      case INTEGERS_BY_NAME -> integersByName(parser, name);
      case CONTENT -> content(parser);
    };
  }

  private static long integer(JsonParser parser, String name) throws IOException, ShapeException {
    return StrictJson.integer(parser, name, -StrictJson.MAX_INTEGER, StrictJson.MAX_INTEGER);
  }

  /** {@code [[anchor, head], …]}. */
  private Selection ranges(JsonParser parser) throws IOException, ShapeException {
    StrictJson.require(parser.currentToken(), JsonToken.START_ARRAY, "ranges");
    List<Range> ranges = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (ranges.size() == maxRanges) {
        throw new ShapeException("ranges has more than " + maxRanges);
      }
      StrictJson.require(parser.currentToken(), JsonToken.START_ARRAY, "range");
      ranges.add(new Range(position(parser), position(parser)));
      StrictJson.require(parser.nextToken(), JsonToken.END_ARRAY, "third of a range");
    }
    return new Selection(ranges);
  }

  private static int position(JsonParser parser) throws IOException, ShapeException {
    parser.nextToken();
    return (int) StrictJson.integer(parser, "position", 0, Integer.MAX_VALUE);
  }

  /** {@code [site, seq]}. */
  private static EntryName entryName(JsonParser parser) throws IOException, ShapeException {
    StrictJson.require(parser.currentToken(), JsonToken.START_ARRAY, "check");
    parser.nextToken();
    String site = StrictJson.string(parser, "site of check");
    parser.nextToken();
    long sequence = StrictJson.integer(parser, "seq of check", 1, StrictJson.MAX_INTEGER);
    StrictJson.require(parser.nextToken(), JsonToken.END_ARRAY, "third of check");
    if (!Ids.isSite(site)) {
      throw new ShapeException("site of check is not " + Ids.SITE_FORM);
    }
    return new EntryName(site, sequence);
  }

  private List<MessageFields> objects(JsonParser parser, String name)
      throws IOException, ShapeException {
    StrictJson.require(parser.currentToken(), JsonToken.START_ARRAY, name);
    List<MessageFields> objects = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (objects.size() == maxObjects) {
        throw new ShapeException(name + " has more than " + maxObjects);
      }
      objects.add(MessageFields.read(parser, this));
    }
    return objects;
  }

  private static Map<String, Integer> integersByName(JsonParser parser, String name)
      throws IOException, ShapeException {
    StrictJson.require(parser.currentToken(), JsonToken.START_OBJECT, name);
    Map<String, Integer> integers = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      parser.nextToken();
      integers.put(key, (int) StrictJson.integer(parser, key, 0, Integer.MAX_VALUE));
    }
    return integers;
  }

  private Object content(JsonParser parser) throws IOException, ShapeException {
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? parser.getText()
        : OperationJson.read(parser, operationLimits);
  }
}
