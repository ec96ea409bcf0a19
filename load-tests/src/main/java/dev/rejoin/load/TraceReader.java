package dev.rejoin.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rejoin.load.Trace.Patch;
import dev.rejoin.load.Trace.Transaction;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads traces in the form of josephg/editing-traces: JSON, compressed with gzip. */
public final class TraceReader {
  private final JsonParser json;

  private TraceReader(JsonParser json) {
    this.json = json;
  }

  /** One of the traces that this module carries, {@code "automerge-paper"} for example. */
  public static Trace bundled(String name) throws IOException {
    String resource = "/traces/" + name + ".json.gz";
    try (InputStream compressed = TraceReader.class.getResourceAsStream(resource)) {
      if (compressed == null) {
        throw new FileNotFoundException("no bundled trace " + name);
      }
      return read(compressed);
    }
  }

  public static Trace read(Path file) throws IOException {
    try (InputStream compressed = Files.newInputStream(file)) {
      return read(compressed);
    }
  }

  public static Trace read(InputStream compressed) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(new GZIPInputStream(compressed))) {
      return new TraceReader(json).trace();
    }
  }

  private Trace trace() throws IOException {
    String startContent = "";
    String endContent = "";
    List<Transaction> transactions = new ArrayList<>();
    expect(json.nextToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "startContent" -> startContent = json.getText();
        case "endContent" -> endContent = json.getText();
        case "txns" -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            transactions.add(transaction());
          }
        }
        default -> json.skipChildren();
      }
    }
    return new Trace(startContent, endContent, transactions);
  }

  private Transaction transaction() throws IOException {
    int agent = 0;
    List<Integer> parents = new ArrayList<>();
    List<Patch> patches = new ArrayList<>();
    expect(json.currentToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "agent" -> agent = json.getIntValue();
        case "parents" -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            parents.add(json.getIntValue());
          }
        }
        case "patches" -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            patches.add(patch());
          }
        }
        default -> json.skipChildren();
      }
    }
    return new Transaction(agent, parents, patches);
  }

  private Patch patch() throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY);
    Patch patch = new Patch(json.nextIntValue(-1), json.nextIntValue(-1), json.nextTextValue());
    expect(json.nextToken(), JsonToken.END_ARRAY);
    return patch;
  }

  private void expect(JsonToken got, JsonToken wanted) throws IOException {
    if (got != wanted) {
      throw new IOException("trace: " + got + " at " + json.currentLocation() + ", not " + wanted);
    }
  }
}
