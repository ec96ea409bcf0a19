package dev.rejoin.server.transport;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.codec.EntryJson;
import dev.rejoin.server.codec.JsonBytes;
import dev.rejoin.server.codec.OperationJson;
import dev.rejoin.server.document.Reading;
import dev.rejoin.server.storage.DocumentSummary;
import dev.rejoin.server.storage.Page;
import java.util.List;

/** What the HTTP side answers with, as JSON. */
final class DocumentJson {

  private DocumentJson() {}

  static JsonBytes.Body page(Page page) {
    return json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("documents");
      for (DocumentSummary each : page.documents()) {
        json.writeStartObject();
        json.writeStringField("id", each.id());
        json.writeStringField("type", each.type().wireName());
        json.writeStringField("title", each.title());
        json.writeNumberField("rev", each.revision());
        json.writeNumberField("createdAt", each.createdAt());
        json.writeNumberField("changedAt", each.changedAt());
        json.writeEndObject();
      }
      json.writeEndArray();
      if (page.next().isPresent()) {
        json.writeStringField("next", page.next().get());
      } else {
        json.writeNullField("next");
      }
      json.writeEndObject();
    };
  }

  static JsonBytes.Body created(String id, DocumentType type, long head) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("id", id);
      json.writeStringField("type", type.wireName());
      json.writeNumberField("rev", head);
      json.writeEndObject();
    };
  }

  static JsonBytes.Body reading(Reading reading) {
    return json -> {
      json.writeStartObject();
      json.writeStringField("id", reading.id());
      json.writeStringField("type", reading.type().wireName());
      json.writeStringField("lineage", reading.lineage());
      json.writeStringField("access", reading.access().wireName());
      json.writeNumberField("rev", reading.revision());
      json.writeFieldName("content");
      reading.content().write(json);
      json.writeEndObject();
    };
  }

  static JsonBytes.Body entries(List<Entry> entries) {
    return json -> {
      json.writeStartObject();
      json.writeArrayFieldStart("ops");
      for (Entry entry : entries) {
        EntryJson.write(entry, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    };
  }

  static JsonBytes.Body fold(long from, long to, Operation operation) {
    return json -> {
      json.writeStartObject();
      json.writeNumberField("from", from);
      json.writeNumberField("to", to);
      json.writeFieldName("op");
      OperationJson.write(operation, json);
      json.writeEndObject();
    };
  }
}
