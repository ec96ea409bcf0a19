package dev.rejoin.server.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.ot.Range;
import dev.rejoin.ot.Selection;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.server.codec.OperationJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes fields, each under the name that {@link Field} has for it. */
record MessageWriter(JsonGenerator json) {

  void type(String type) throws IOException {
    text(Field.TYPE, type);
  }

  void text(Field field, String value) throws IOException {
    json.writeStringField(field.wireName, value);
  }

  void integer(Field field, long value) throws IOException {
    json.writeNumberField(field.wireName, value);
  }

  void checkOrNull(Optional<EntryName> check) throws IOException {
    json.writeFieldName(Field.CHECK.wireName);
    if (check.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartArray();
    json.writeString(check.get().site());
    json.writeNumber(check.get().sequence());
    json.writeEndArray();
  }

  void rangesOrNull(Optional<Selection> selection) throws IOException {
    json.writeFieldName(Field.RANGES.wireName);
    if (selection.isEmpty()) {
      json.writeNull();
      return;
    }
    json.writeStartArray();
    for (Range range : selection.get().ranges()) {
      json.writeStartArray();
      json.writeNumber(range.anchor());
      json.writeNumber(range.head());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  void user(User user) throws IOException {
    json.writeObjectFieldStart(Field.USER.wireName);
    text(Field.ID, user.id());
    text(Field.NAME, user.name().text());
    text(Field.COLOR, user.color().text());
    json.writeEndObject();
  }

  void steps(List<Step> steps) throws IOException {
    json.writeArrayFieldStart(Field.OPS.wireName);
    for (Step step : steps) {
      json.writeStartObject();
      step(step);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void step(Step step) throws IOException {
    if (step instanceof Step.One one) {
      by(one.by(), one.sequence());
      json.writeFieldName(Field.OPERATION.wireName);
      OperationJson.write(one.operation(), json);
    } else if (step instanceof Step.Folded folded) {
      integer(Field.FOLD, folded.count());
      json.writeFieldName(Field.OPERATION.wireName);
      OperationJson.write(folded.operation(), json);
    }
  }

  private void by(String site, long sequence) throws IOException {
    text(Field.BY, site);
    integer(Field.SEQUENCE, sequence);
  }
}
