package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WireClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP side. */
class HttpTest {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.inMemory();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpResponse<String> get(String path) {
    return send(to(path));
  }

  private static HttpResponse<String> post(String body) {
    return send(
        to("/v1/documents")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
  }

  private static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(json);
    assertTrue(matcher.find(), name + " in " + json);
    return matcher.group(1);
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code) {
    assertEquals(status, response.statusCode(), response.body());
    assertEquals(
        "application/problem+json", response.headers().firstValue("content-type").orElse(""));
    assertEquals(code, field(response.body(), "code"));
    assertEquals(String.valueOf(status), field(response.body(), "status"));
  }

  @Test
  void aDocumentIsMadeAndRead() {
    HttpResponse<String> made =
        post("{'id':'made','type':'text','content':'h\u00e9llo \ud83d\ude80'}");
    assertEquals(201, made.statusCode());
    assertEquals("/v1/documents/made", made.headers().firstValue("location").orElse(""));
    HttpResponse<String> read = get("/v1/documents/made");
    assertEquals(200, read.statusCode());
    assertEquals("h\u00e9llo \ud83d\ude80", field(read.body(), "content"));
    assertEquals("1", field(read.body(), "rev"));
  }

  @Test
  void aDocumentWithoutAnIdGetsOne() {
    String one = field(post("{'type':'text'}").body(), "id");
    String two = field(post("{}").body(), "id");
    assertTrue(one.length() >= 20 && !one.equals(two), one + " " + two);
  }

  @Test
  void anIdIsGivenOnce() {
    post("{'id':'once'}");
    assertEquals(409, post("{'id':'once','content':'other'}").statusCode());
    assertEquals("", field(get("/v1/documents/once").body(), "content"));
  }

  @Test
  void richTextIsMadeAndReadAsAnOperation() {
    post("{'id':'rich','type':'rich-text','content':[{'i':'b','a':{'bold':true}},'x']}");
    String body = get("/v1/documents/rich").body();
    assertTrue(body.contains("\"content\":[{\"i\":\"b\",\"a\":{\"bold\":true}},\"x\"]"), body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{'id':'../etc'}",
        "{'id':''}",
        "{'id':1}",
        "{'type':'video'}",
        "{'content':5}",
        "{'content':'\\ud800'}",
        "{'content':[5]}",
        "{'content':[-5]}",
        "{'type':'text','content':[{'i':'b','a':{'bold':true}}]}",
        "{'id':'a'",
        "{'id':'a'}}",
        "{'id':'twice','id':'again'}",
      })
  void whatMakesNoSenseIsRefused(String body) {
    assertProblem(post(body), 400, "bad_message");
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    assertProblem(
        post("{'content':'" + "x".repeat(Limits.DEFAULT.maxMessageBytes()) + "'}"),
        413,
        "too_large");
  }

  @Test
  void onlyJsonIsTakenAndOnlyFromOwnPages() {
    HttpRequest.Builder form =
        to("/v1/documents").POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"form\"}"));
    assertProblem(send(form.copy().header("Content-Type", "text/plain")), 415, "bad_message");
    assertProblem(send(form.copy()), 415, "bad_message");
    HttpRequest.Builder json = form.header("Content-Type", "application/json; charset=utf-8");
    assertProblem(send(json.copy().header("Origin", "https://evil.example")), 403, "forbidden");
    assertEquals(404, get("/v1/documents/form").statusCode());
    assertEquals(201, send(json.copy().header("Origin", TestServer.ALLOWED_ORIGIN)).statusCode());
  }

  @Test
  void thePastCanBeReadEntryByEntryFoldedAndAsContent() {
    try (WireClient client = server.client("ann")) {
      client.open("past", "ann");
      for (int i = 0; i < 5; i++) {
        client.say(
            "{'t':'op','doc':'past','seq':%d,'rev':%d,'op':[%s'%d']}"
                .formatted(i + 1, i, i == 0 ? "" : i + ",", i));
        client.expect(Ops.class);
      }
    }
    assertEquals("01234", field(get("/v1/documents/past").body(), "content"));
    assertEquals("012", field(get("/v1/documents/past?rev=3").body(), "content"));
    assertEquals("", field(get("/v1/documents/past?rev=0").body(), "content"));
    assertProblem(get("/v1/documents/past?rev=6"), 404, "not_found");
    assertProblem(get("/v1/documents/past?rev=-1"), 400, "bad_message");
    assertProblem(get("/v1/documents/past?rev=1.5"), 400, "bad_message");
    String ops = get("/v1/documents/past/ops?from=2&limit=2").body();
    assertTrue(ops.contains("\"rev\":3") && ops.contains("\"rev\":4"), ops);
    assertFalse(ops.contains("\"rev\":2,") || ops.contains("\"rev\":5"), ops);
    assertTrue(get("/v1/documents/past/fold?from=1&to=4").body().contains("\"op\":[1,\"123\"]"));
    assertProblem(get("/v1/documents/past/fold?from=4&to=1"), 400, "bad_message");
    assertProblem(get("/v1/documents/past/fold?from=1"), 400, "bad_message");
    assertProblem(get("/v1/documents/past/fold?from=3&to=9"), 404, "not_found");
  }

  @Test
  void whatIsKnownAlreadyIsNotSentAgain() {
    post("{'id':'tagged','content':'x'}");
    String tag = get("/v1/documents/tagged").headers().firstValue("etag").orElseThrow();
    assertTrue(tag.endsWith(":1\""), tag);
    assertEquals(304, send(to("/v1/documents/tagged").header("If-None-Match", tag)).statusCode());
    assertEquals(
        200, send(to("/v1/documents/tagged").header("If-None-Match", "\"x:1\"")).statusCode());
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertProblem(get("/v1/documents/nothing"), 404, "not_found");
    assertProblem(get("/v1/documents/nothing/ops"), 404, "not_found");
    assertProblem(get("/v1/documents/nothing/fold?from=0&to=1"), 404, "not_found");
    assertProblem(get("/v1/nothing"), 404, "not_found");
    assertProblem(get("/v1/documents/a%2Fb"), 400, "bad_message");
  }

  @Test
  void theListComesInPages() {
    for (int i = 0; i < 5; i++) {
      post("{'id':'listed" + i + "'}");
    }
    int seen = 0;
    String after = "";
    for (int pages = 0; pages < 1_000; pages++) {
      String body = get("/v1/documents?limit=2" + after).body();
      seen += body.split("\"id\":\"listed", -1).length - 1;
      if (body.contains("\"next\":null")) {
        break;
      }
      after = "&after=" + field(body, "next");
    }
    assertEquals(5, seen);
    assertProblem(get("/v1/documents?after=nonsense!"), 400, "bad_message");
  }

  @Test
  void whatIsMadeOverHttpIsOpenedOverTheSocket() {
    post("{'id':'both','content':'hi'}");
    try (WireClient client = server.client("ann")) {
      OpenedBody.Whole body = (OpenedBody.Whole) client.open("both", "ann").body();
      assertEquals("hi", body.content().apply(""));
    }
  }

  @ParameterizedTest
  @CsvSource({"/health/live, live", "/health/ready, ready"})
  void healthIsTold(String path, String word) {
    assertEquals(200, get(path).statusCode());
    assertTrue(get(path).body().contains(word));
  }

  @Test
  void everyAnswerTellsBrowsersWhatNotToDo() {
    for (String path : new String[] {"/", "/d/some-document", "/v1/documents", "/nothing"}) {
      var headers = get(path).headers();
      String policy = headers.firstValue("content-security-policy").orElse("");
      assertTrue(policy.contains("default-src 'none'"), path);
      assertTrue(policy.contains("ws://localhost:" + server.port()), policy);
      assertFalse(policy.contains("unsafe"), policy);
      assertEquals("nosniff", headers.firstValue("x-content-type-options").orElse(""));
      assertEquals("no-referrer", headers.firstValue("referrer-policy").orElse(""));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../build.properties",
        "/assets/..%2f..%2fdev",
        "/%2e%2e/",
        "/assets",
        "/assets/",
        "/assets/.hidden",
        "/index.html%00.js",
        "/assets/%5c..%5c",
      })
  void thereIsNoWayOutOfThePage(String path) {
    var answer = get(path);
    boolean thePageItself = answer.body().equals(get("/").body());
    assertTrue(answer.statusCode() >= 400 || thePageItself, path + ": " + answer.body());
  }
}
