package dev.rejoin.server.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.codec.ParsedOperation.Readable;
import dev.rejoin.server.codec.ParsedOperation.Unreadable;
import java.io.IOException;

/** Entries as JSON: {@code {"rev":7,"site":"…","seq":3,"user":"…","at":1700000000000,"op":[…]}}. */
public final class EntryJson {
  private EntryJson() {}

  public static void write(Entry entry, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("rev", entry.revision());
    json.writeStringField("site", entry.site());
    json.writeNumberField("seq", entry.sequence());
    json.writeStringField("user", entry.user());
    json.writeNumberField("at", entry.at());
    json.writeFieldName("op");
    OperationJson.write(entry.operation(), json);
    json.writeEndObject();
  }

  /**
   * The entry whose opening brace the parser stands on; afterwards it stands on its closing one.
   */
  public static Entry read(JsonParser parser) throws IOException, ShapeException {
    StrictJson.require(parser.currentToken(), JsonToken.START_OBJECT, "entry");
    Fields fields = new Fields();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.take(name, parser);
    }
    return fields.toEntry();
  }

  private static final class Fields {
    private long revision;
    private String site;
    private long sequence;
    private String user;
    private long at;
    private ParsedOperation operation;

    void take(String name, JsonParser parser) throws IOException, ShapeException {
      switch (name) {
        case "rev" -> revision = StrictJson.integer(parser, name, 1, StrictJson.MAX_INTEGER);
        case "site" -> site = StrictJson.string(parser, name);
        case "seq" -> sequence = StrictJson.integer(parser, name, 1, StrictJson.MAX_INTEGER);
        case "user" -> user = StrictJson.string(parser, name);
        case "at" -> at = StrictJson.integer(parser, name, 0, StrictJson.MAX_INTEGER);
        case "op" -> operation = OperationJson.read(parser, OperationLimits.NONE);
        default -> parser.skipChildren();
      }
    }

    Entry toEntry() throws ShapeException {
      if (operation instanceof Unreadable unreadable) {
        throw new ShapeException(unreadable.message());
      }
      if (!(operation instanceof Readable readable)
          || revision == 0
          || sequence == 0
          || site == null
          || user == null) {
        throw new ShapeException("an entry lacks rev, site, seq, user or op");
      }
      return new Entry(revision, site, sequence, user, at, readable.operation());
    }
  }
}
