package dev.rejoin.server.testing;

import dev.rejoin.server.protocol.BadMessageException;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessageReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a server over HTTP. Bodies are spelled with single quotes for double ones. */
public final class WebClient {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final int port;

  public WebClient(int port) {
    this.port = port;
  }

  /** What came back. */
  public record Answer(int status, String body, HttpResponse<byte[]> response) {

    /** The value of a field, wherever it stands, as it is spelled without quotes. */
    public Optional<String> field(String name) {
      Matcher matcher = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(body);
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    /** The answer as the message that it has to be. */
    public Opened opened() {
      if (status != 200) {
        throw new AssertionError("no answer but " + status + ": " + body);
      }
      try {
        return (Opened) ServerMessageReader.read(response.body());
      } catch (BadMessageException bad) {
        throw new AssertionError("the server says " + body, bad);
      }
    }

    /** The code of the problem that it has to be. */
    public String problem() {
      String type = header("content-type").orElse("none");
      if (!type.equals("application/problem+json")) {
        throw new AssertionError("no problem but " + status + " " + type + ": " + body);
      }
      return status + " " + field("code").orElse("");
    }
  }

  public HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(PATIENCE);
  }

  public Answer get(String path) {
    return send(to(path));
  }

  /** Posts JSON. */
  public Answer post(String path, String json) {
    return send(posting(path, json));
  }

  public HttpRequest.Builder posting(String path, String json) {
    return to(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json.replace('\'', '"')));
  }

  /** An outbox comes by at a document. */
  public Answer exchange(String document, String json) {
    return post("/v1/documents/" + document + "/ops", json);
  }

  /** Does not wait for the answer. */
  public CompletableFuture<Answer> sendAsync(HttpRequest.Builder request) {
    return HTTP.sendAsync(request.build(), BodyHandlers.ofByteArray()).thenApply(WebClient::answer);
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    String body = new String(response.body(), StandardCharsets.UTF_8);
    return new Answer(response.statusCode(), body, response);
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      return answer(HTTP.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      throw new AssertionError("interrupted", stopped);
    }
  }
}
