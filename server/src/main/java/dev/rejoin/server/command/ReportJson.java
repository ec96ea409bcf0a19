package dev.rejoin.server.command;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.server.codec.JsonBytes;
import dev.rejoin.server.storage.sqlite.DocumentReport;
import dev.rejoin.server.storage.sqlite.StoreReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A report for programs. */
final class ReportJson {
  private ReportJson() {}

  static String of(StoreReport report) {
    byte[] json =
        JsonBytes.of(
            generator -> {
              generator.writeStartObject();
              generator.writeBooleanField("sound", report.isSound());
              generator.writeNumberField("bytes", report.bytes());
              generator.writeStringField("incarnation", report.incarnation());
              damage(report.damage(), generator);
              generator.writeArrayFieldStart("documents");
              for (DocumentReport document : report.documents()) {
                document(document, generator);
              }
              generator.writeEndArray();
              generator.writeEndObject();
            });
    return new String(json, StandardCharsets.UTF_8);
  }

  private static void document(DocumentReport document, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", document.id());
    json.writeStringField("type", document.type());
    json.writeStringField("lineage", document.lineage());
    json.writeNumberField("rev", document.revision());
    json.writeNumberField("lastGoodRev", document.lastGood());
    json.writeNumberField("floor", document.floor());
    json.writeNumberField("entries", document.entries());
    json.writeNumberField("snapshots", document.snapshots());
    json.writeNumberField("sites", document.sites());
    json.writeNumberField("bytes", document.bytes());
    damage(document.damage(), json);
    json.writeEndObject();
  }

  private static void damage(Optional<String> damage, JsonGenerator json) throws IOException {
    if (damage.isPresent()) {
      json.writeStringField("damage", damage.get());
    } else {
      json.writeNullField("damage");
    }
  }
}
