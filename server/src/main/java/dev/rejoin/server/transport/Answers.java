package dev.rejoin.server.transport;

import dev.rejoin.server.codec.JsonBytes;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** How requests are answered. */
final class Answers {

  static final String JSON = "application/json";

  private Answers() {}

  /**
   * Goes on with {@code success} where the request came in (what is waited for may complete on any
   * thread), or answers with the problem.
   */
  static <T> void when(RoutingContext context, Future<T> future, Consumer<T> success) {
    here(
        context,
        future,
        result -> {
          if (result.succeeded()) {
            success.accept(result.result());
          } else {
            Problems.send(context.response(), result.cause());
          }
        });
  }

  /** Goes on where the request came in, when {@code future} is done one way or the other. */
  static <T> void here(
      RoutingContext context, Future<T> future, Consumer<AsyncResult<T>> whenDone) {
    Context here = context.vertx().getOrCreateContext();
    future.onComplete(result -> here.runOnContext(go -> whenDone.accept(result)));
  }

  static void json(RoutingContext context, int status, JsonBytes.Body body) {
    json(context, status, JsonBytes.of(body));
  }

  /** Answers, unless the client is gone. */
  static void json(RoutingContext context, int status, byte[] utf8) {
    HttpServerResponse response = context.response();
    if (!response.ended() && !response.closed()) {
      response
          .setStatusCode(status)
          .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
          .end(Buffer.buffer(utf8));
    }
  }
}
