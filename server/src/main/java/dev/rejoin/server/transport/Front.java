package dev.rejoin.server.transport;

import dev.rejoin.server.protocol.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Where requests come in, and who answers which. */
final class Front {

  private Front() {}

  /**
   * Everything at its address. The socket's is no route: Vert.x's router wraps sockets.
   *
   * @param apis the first that answers at an address does
   */
  static Handler<HttpServerRequest> of(Vertx vertx, SocketEndpoint sockets, List<Api> apis) {
    Router router = Router.router(vertx);
    router.route().handler(SecurityHeaders::add);
    apis.forEach(api -> api.mount(router));
    router.route().handler(Front::nothingHere);
    router.route().failureHandler(Front::failed);
    return request -> {
      if (request.path().equals("/v1/socket")) {
        sockets.handle(request);
      } else {
        router.handle(request);
      }
    };
  }

  private static void nothingHere(RoutingContext context) {
    Problems.send(context.response(), ErrorCode.NOT_FOUND, "there is nothing at this address");
  }

  private static void failed(RoutingContext context) {
    switch (context.statusCode()) {
      case 413 -> Problems.send(context.response(), ErrorCode.TOO_LARGE, "the body is too large");
      case 400 ->
          Problems.send(context.response(), ErrorCode.BAD_MESSAGE, "the request makes no sense");
      default -> Problems.send(context.response(), context.failure());
    }
  }
}
