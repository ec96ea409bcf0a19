package dev.rejoin.server.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.ot.Operation;
import dev.rejoin.server.codec.ParsedOperation.Fault;
import dev.rejoin.server.codec.ParsedOperation.Readable;
import dev.rejoin.server.codec.ParsedOperation.Unreadable;
import java.io.IOException;

/** Operations as JSON: {@code [7,"abc",-3,{"r":2,"a":{"bold":true}}]}. */
public final class OperationJson {
  private OperationJson() {}

  /**
   * The operation whose first token the parser stands on; afterwards it stands on its last. Not
   * canonical, not an operation, or over a limit is a value, so that the message around it can
   * still be read.
   *
   * @throws IOException if it is not JSON
   */
  public static ParsedOperation read(JsonParser parser, OperationLimits limits) throws IOException {
    JsonStreamContext around = StrictJson.around(parser);
    ComponentReader components = new ComponentReader(parser, limits);
    try {
      StrictJson.require(parser.currentToken(), JsonToken.START_ARRAY, "operation");
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        components.read();
      }
      return new Readable(components.finish());
    } catch (InvalidOperationException | ShapeException e) {
      StrictJson.leave(parser, around);
      return new Unreadable(Fault.INVALID, components.locate(e.getMessage()));
    } catch (OverLimitException e) {
      StrictJson.leave(parser, around);
      return new Unreadable(Fault.TOO_LARGE, components.locate(e.getMessage()));
    }
  }

  /** The operation that the bytes hold, and nothing else. */
  public static ParsedOperation read(byte[] bytes, OperationLimits limits) throws IOException {
    try (JsonParser parser = StrictJson.parser(bytes, 0, bytes.length)) {
      if (parser.nextToken() == null) {
        return new Unreadable(Fault.INVALID, "there is no operation");
      }
      ParsedOperation operation = read(parser, limits);
      return parser.nextToken() == null
          ? operation
          : new Unreadable(Fault.INVALID, "something follows the operation");
    }
  }

  public static void write(Operation operation, JsonGenerator generator) throws IOException {
    generator.writeStartArray();
    operation.emitTo(new ComponentWriter(generator));
    generator.writeEndArray();
  }

  public static byte[] bytes(Operation operation) {
    return JsonBytes.of(generator -> write(operation, generator));
  }
}
