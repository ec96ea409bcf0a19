package dev.rejoin.server.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** JSON in plain words, by Jackson alone: the same tokens, and nothing between them. */
final class Plain {

  private static final JsonFactory JACKSON = new JsonFactory();

  private Plain() {}

  static byte[] of(byte[] json) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    try (JsonParser parser = JACKSON.createParser(json);
        JsonGenerator generator = JACKSON.createGenerator(plain)) {
      while (parser.nextToken() != null) {
        generator.copyCurrentEvent(parser);
      }
    }
    return plain.toByteArray();
  }
}
