package dev.rejoin.server.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonParser;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryJsonTest {
  private static final Entry ENTRY =
      new Entry(
          7,
          "abcdefghijkl",
          3,
          "~Ada",
          1_700_000_000_000L,
          Operation.builder().insert("x").build());

  private static final String JSON =
      "{\"rev\":7,\"site\":\"abcdefghijkl\",\"seq\":3,\"user\":\"~Ada\","
          + "\"at\":1700000000000,\"op\":[\"x\"]}";

  private static Entry read(String json) throws IOException, ShapeException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    try (JsonParser parser = StrictJson.parser(bytes, 0, bytes.length)) {
      parser.nextToken();
      return EntryJson.read(parser);
    }
  }

  @Test
  void anEntryIsWrittenAsTheProtocolSays() {
    byte[] bytes = JsonBytes.of(json -> EntryJson.write(ENTRY, json));
    assertEquals(JSON, new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  void anEntryIsReadWhateverElseStandsInIt() throws IOException, ShapeException {
    assertEquals(ENTRY, read(JSON.replace("{\"rev\"", "{\"new\":{\"a\":[1]},\"rev\"")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"rev\":0,\"site\":\"a\",\"seq\":1,\"user\":\"u\",\"at\":1,\"op\":[]}",
        "{\"rev\":1,\"site\":\"a\",\"seq\":0,\"user\":\"u\",\"at\":1,\"op\":[]}",
        "{\"rev\":1,\"site\":7,\"seq\":1,\"user\":\"u\",\"at\":1,\"op\":[]}",
        "{\"rev\":1,\"site\":\"a\",\"seq\":1,\"user\":\"u\",\"at\":1,\"op\":[0]}",
        "{\"rev\":1,\"site\":\"a\",\"seq\":1,\"user\":\"u\",\"at\":1}",
      })
  void whatIsNoEntryIsRefused(String json) {
    assertThrows(ShapeException.class, () -> read(json));
  }
}
