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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks a server for a document and its whole log. */
public final class HttpReader {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
  private final Address server;

  public HttpReader(Address server) {
    this.server = server;
  }

  /** Everything about a document; empty if the server does not have it. */
  public ServerView read(String document) throws IOException {
    String path = "/v1/documents/" + document;
    HttpResponse<byte[]> answer = get(path);
    if (answer.statusCode() == 404) {
      return ServerView.missing(document);
    }
    ServerView view = document(document, body(answer, path));
    List<Entry> log = new ArrayList<>();
    List<Entry> page;
    do {
      String next = path + "/ops?from=" + log.size();
      page = entries(body(get(next), next));
      log.addAll(page);
    } while (!page.isEmpty());
    return new ServerView(document, view.revision(), view.content(), log);
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
      String content = null;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "rev" -> revision = StrictJson.integer(parser, "rev", 0, StrictJson.MAX_INTEGER);
          case "content" -> content = StrictJson.string(parser, "content");
          default -> parser.skipChildren();
        }
      }
      if (revision < 0 || content == null) {
        throw new IOException("document " + id + " came without rev or content");
      }
      return new ServerView(id, revision, content, List.of());
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
