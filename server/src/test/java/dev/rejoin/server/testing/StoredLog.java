package dev.rejoin.server.testing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.codec.EntryJson;
import dev.rejoin.server.codec.ShapeException;
import dev.rejoin.server.codec.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The log of a document, as anybody can read it over HTTP. */
public final class StoredLog {

  private StoredLog() {}

  public static List<Entry> of(WebClient web, String document) {
    List<Entry> log = new ArrayList<>();
    List<Entry> page;
    do {
      page = page(web, document, log.size());
      log.addAll(page);
    } while (!page.isEmpty());
    return log;
  }

  /** The entries after revision {@code from}, as many as come at once. */
  public static List<Entry> page(WebClient web, String document, long from) {
    String path = "/v1/documents/" + document + "/ops?from=" + from;
    return entries(web.get(path).body().getBytes(StandardCharsets.UTF_8));
  }

  /** The text that a log makes. */
  public static String text(List<Entry> log) {
    Document document = Document.empty(DocumentType.TEXT);
    log.forEach(entry -> document.apply(entry.operation()));
    return document.text();
  }

  private static List<Entry> entries(byte[] json) {
    List<Entry> entries = new ArrayList<>();
    try (JsonParser parser = StrictJson.parser(json, 0, json.length)) {
      StrictJson.enterObject(parser);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        boolean wanted = "ops".equals(parser.currentName());
        parser.nextToken();
        if (!wanted) {
          parser.skipChildren();
          continue;
        }
        StrictJson.require(parser.currentToken(), JsonToken.START_ARRAY, "ops");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          entries.add(EntryJson.read(parser));
        }
      }
      return entries;
    } catch (IOException | ShapeException e) {
      throw new AssertionError("no entries: " + new String(json, StandardCharsets.UTF_8), e);
    }
  }
}
