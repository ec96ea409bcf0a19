package dev.rejoin.server.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.codec.JsonBytes;
import dev.rejoin.server.codec.OperationJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The log inside a bundle, so that it can be replayed where the data are not. It has the document's
 * text, and neither its id nor who wrote it when.
 */
public final class HistoryJson {
  private static final long MAX = (1L << 53) - 1;

  private HistoryJson() {}

  /** The same bundles, each with the log that is at its place, if there is one. */
  public static byte[] bundlesWith(byte[] bundles, List<Optional<History>> histories)
      throws BundleException {
    List<Part> parts = BundleReader.parts(bundles);
    return JsonBytes.of(
        json -> {
          json.writeStartArray();
          for (int i = 0; i < parts.size(); i++) {
            write((Map<?, ?>) parts.get(i).value(), histories.get(i), json);
          }
          json.writeEndArray();
        });
  }

  private static void write(Map<?, ?> bundle, Optional<History> history, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> member : bundle.entrySet()) {
      if (!member.getKey().equals("log") || history.isEmpty()) {
        json.writeFieldName((String) member.getKey());
        JsonTree.write(member.getValue(), json);
      }
    }
    if (history.isPresent()) {
      json.writeFieldName("log");
      write(history.get(), json);
    }
    json.writeEndObject();
  }

  private static void write(History history, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("lineage", history.lineage());
    json.writeObjectFieldStart("ancestors");
    for (Map.Entry<String, Long> ancestor : history.ancestors().entrySet()) {
      json.writeNumberField(ancestor.getKey(), ancestor.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("head", history.head());
    json.writeNumberField("base", history.base());
    json.writeStringField("content", Document.of(history.content()).text());
    json.writeArrayFieldStart("entries");
    for (Entry entry : history.entries()) {
      json.writeStartObject();
      json.writeStringField("site", entry.site());
      json.writeNumberField("seq", entry.sequence());
      json.writeFieldName("op");
      OperationJson.write(entry.operation(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    if (history.damage().isPresent()) {
      json.writeObjectFieldStart("damage");
      json.writeNumberField("rev", history.damage().get().revision());
      json.writeStringField("what", history.damage().get().what());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  static History read(Part part, String key) throws BundleException {
    part.only("lineage", "ancestors", "head", "base", "content", "entries", "damage?");
    long base = part.integer("base", 0, MAX);
    long[] revision = {base};
    List<Entry> entries = part.at("entries").list(each -> entry(each, ++revision[0]));
    History history =
        new History(
            part.text("lineage"),
            ancestors(part.at("ancestors")),
            part.integer("head", revision[0], MAX),
            base,
            Document.of(DocumentType.TEXT, part.text("content")).snapshot(),
            entries,
            damage(part));
    if (history.named(key).isEmpty()) {
      throw part.at("lineage").wrong("the one that the bundle's key is of");
    }
    requireFit(part, history);
    return history;
  }

  private static Map<String, Long> ancestors(Part part) throws BundleException {
    if (!(part.value() instanceof Map<?, ?> members)) {
      throw part.wrong("an object");
    }
    Map<String, Long> ancestors = new LinkedHashMap<>();
    for (Object name : members.keySet()) {
      ancestors.put((String) name, part.integer((String) name, 0, MAX));
    }
    return ancestors;
  }

  private static Entry entry(Part part, long revision) throws BundleException {
    part.only("site", "seq", "op");
    return new Entry(
        revision,
        part.text("site"),
        part.integer("seq", 1, MAX),
        "",
        0,
        Shapes.read(part.at("op"), true));
  }

  private static Optional<History.Damage> damage(Part part) throws BundleException {
    if (!part.has("damage")) {
      return Optional.empty();
    }
    Part damage = part.at("damage").only("rev", "what");
    return Optional.of(new History.Damage(damage.integer("rev", 0, MAX), damage.text("what")));
  }

  /** What was read from the data fits: if this does not, the bundle was changed. */
  private static void requireFit(Part part, History history) throws BundleException {
    Document document = Document.of(history.content());
    for (Entry entry : history.entries()) {
      try {
        document.apply(entry.operation());
      } catch (InvalidOperationException e) {
        throw new BundleException(
            "%s.entries[%d].op: %s"
                .formatted(part.path(), entry.revision() - history.base() - 1, e.getMessage()));
      }
    }
  }
}
