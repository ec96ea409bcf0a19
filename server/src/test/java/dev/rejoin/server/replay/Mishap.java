package dev.rejoin.server.replay;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.codec.OperationJson;
import dev.rejoin.server.codec.OperationLimits;
import dev.rejoin.server.codec.ParsedOperation.Readable;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What became of one planted bug: the client's bundles, the server's log, and where it was. */
record Mishap(String document, String bug, JsonObject told) {

  byte[] bundle(boolean text) {
    String name = text ? "withText" : "withoutText";
    return told.getJsonObject(name).encode().getBytes(StandardCharsets.UTF_8);
  }

  /** The revision before the bug. */
  long after() {
    return told.getLong("after");
  }

  /** The revision that it was met at; the last one if it has no place. */
  long revision() {
    Long revision = told.getLong("rev");
    return revision == null ? Long.MAX_VALUE : revision;
  }

  String lineage() {
    return told.getString("lineage");
  }

  /** What the log was called before, or null. */
  JsonObject ancestor() {
    return told.getJsonObject("ancestor");
  }

  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    JsonArray all = told.getJsonArray("entries");
    for (int i = 0; i < all.size(); i++) {
      JsonObject entry = all.getJsonObject(i);
      byte[] operation = entry.getJsonArray("op").encode().getBytes(StandardCharsets.UTF_8);
      try {
        Readable read = (Readable) OperationJson.read(operation, OperationLimits.NONE);
        entries.add(
            new Entry(
                i + 1,
                entry.getString("site"),
                entry.getLong("seq"),
                "~Ada",
                1_000 + i,
                read.operation()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return entries;
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(bug, document);
  }
}
