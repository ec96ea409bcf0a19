package dev.rejoin.server.transport;

import dev.rejoin.server.protocol.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.regex.Pattern;

/** Where requests come in, and who answers which. */
final class Front {

  private static final int MISDIRECTED = 421;

  private static final Pattern PATH = Pattern.compile("/(?:[^%]++|%[0-9A-Fa-f]{2})*+");

  private Front() {}

  /**
   * Everything at its address. The socket's is no route: Vert.x's router wraps sockets.
   *
   * @param apis the first that answers at an address does
   */
  static Handler<HttpServerRequest> of(
      Vertx vertx, HostPolicy hosts, SocketEndpoint sockets, List<Api> apis) {
    Router router = Router.router(vertx);
    router.route().handler(SecurityHeaders::add);
    router.route().handler(context -> requireKnownHost(context, hosts));
    apis.forEach(api -> api.mount(router));
    router.route().handler(Front::nothingHere);
    router.route().failureHandler(Front::failed);
    return request -> {
      if (!hasPath(request)) {
        Problems.send(request.response(), ErrorCode.BAD_MESSAGE, "the request has no path");
      } else if (request.path().equals("/v1/socket") && hosts.allows(host(request))) {
        sockets.handle(request);
      } else {
        router.handle(request);
      }
    };
  }

  /** Whether it is alive may be asked under any name: who asks is a machine, and learns no more. */
  private static void requireKnownHost(RoutingContext context, HostPolicy hosts) {
    HttpServerRequest request = context.request();
    if (hosts.allows(host(request)) || request.path().startsWith("/health/")) {
      context.next();
    } else {
      Problems.send(
          context.response(),
          MISDIRECTED,
          ErrorCode.FORBIDDEN,
          "this server does not know itself under this name: --allow-host tells it");
    }
  }

  /**
   * Not every target has one: there are {@code *} and {@code name:port}. The router fails at these,
   * and at a percent sign that means nothing, and says so to the operator.
   */
  private static boolean hasPath(HttpServerRequest request) {
    return request.path() != null && PATH.matcher(request.path()).matches();
  }

  private static String host(HttpServerRequest request) {
    return request.getHeader(HttpHeaders.HOST);
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
