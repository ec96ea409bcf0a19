package dev.rejoin.load.server;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.rejoin.load.editor.Address;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.codec.EntryJson;
import dev.rejoin.server.codec.ShapeException;
import dev.rejoin.server.codec.StrictJson;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a server for a document and its log. */
public final class HttpReader {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;
  private static final Pattern REACH = Pattern.compile("reaches back to revision (\\d+)");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
  private final Address server;

  public HttpReader(Address server) {
    this.server = server;
  }

  /** A document and what its log still has; empty if the server does not have it. */
  public ServerView read(String document) throws IOException {
    String path = path(document);
    HttpResponse<byte[]> answer = get(path);
    if (answer.statusCode() == NOT_FOUND) {
      return ServerView.missing(document);
    }
    ServerView view = document(document, body(answer, path));
    Optional<List<Entry>> log = Optional.empty();
    while (log.isEmpty()) {
      log = readAfter(document, floor(document));
    }
    return view.withLog(log.get());
  }

  /**
   * The log from its beginning, of which {@code known} was read before.
   *
   * @throws IOException also if it no longer reaches back so far
   */
  public List<Entry> readOn(String document, List<Entry> known) throws IOException {
    List<Entry> log = new ArrayList<>(known);
    log.addAll(
        readAfter(document, known.size())
            .orElseThrow(() -> new IOException("entry " + known.size() + " is forgotten")));
    return log;
  }

  /** All entries after a revision; empty if the log does not reach back so far, or no longer. */
  private Optional<List<Entry>> readAfter(String document, long revision) throws IOException {
    List<Entry> log = new ArrayList<>();
    Optional<List<Entry>> page = page(document, revision);
    while (page.isPresent() && log.addAll(page.get())) {
      page = page(document, revision + log.size());
    }
    return page.map(end -> log);
  }

  /** The next entries after a revision; empty if the log does not reach back so far. */
  Optional<List<Entry>> page(String document, long revision) throws IOException {
    String path = path(document) + "/ops?from=" + revision;
    HttpResponse<byte[]> answer = get(path);
    return answer.statusCode() == GONE
        ? Optional.empty()
        : Optional.of(entries(body(answer, path)));
  }

  /** The revision that a log reaches back to: 0 unless history was forgotten. */
  public long floor(String document) throws IOException {
    String path = path(document) + "/ops?from=0&limit=1";
    HttpResponse<byte[]> answer = get(path);
    Matcher told = REACH.matcher(new String(answer.body(), StandardCharsets.UTF_8));
    if (answer.statusCode() == GONE && told.find()) {
      return Long.parseLong(told.group(1));
    }
    body(answer, path);
    return 0;
  }

  private static String path(String document) {
    return "/v1/documents/" + document;
  }

  private HttpResponse<byte[]> get(String path) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).timeout(LIMIT).build();
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading " + path, e);
    }
  }

  private static byte[] body(HttpResponse<byte[]> answer, String path) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException("GET " + path + " was answered by " + answer.statusCode());
    }
    return answer.body();
  }

  private static ServerView document(String id, byte[] json) throws IOException {
    try (JsonParser parser = StrictJson.parser(json, 0, json.length)) {
      StrictJson.enterObject(parser);
      long revision = -1;
      String lineage = "";
      String content = null;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "lineage" -> lineage = StrictJson.string(parser, "lineage");
          case "rev" -> revision = StrictJson.integer(parser, "rev", 0, StrictJson.MAX_INTEGER);
          case "content" -> content = StrictJson.string(parser, "content");
          default -> parser.skipChildren();
        }
      }
      if (revision < 0 || content == null) {
        throw new IOException("document " + id + " came without rev or content");
      }
      return new ServerView(id, lineage, revision, content, List.of());
    } catch (ShapeException e) {
      throw new IOException("document " + id + ": " + e.getMessage(), e);
    }
  }

  private static List<Entry> entries(byte[] json) throws IOException {
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
    } catch (ShapeException e) {
      throw new IOException("entries: " + e.getMessage(), e);
    }
  }
}
