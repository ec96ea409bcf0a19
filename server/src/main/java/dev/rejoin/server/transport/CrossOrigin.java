package dev.rejoin.server.transport;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets pages of the allowed origins use what is under {@code /v1}, as they may use the socket:
 * CORS, for exactly those, and for nobody else any sign of it.
 */
final class CrossOrigin implements Api {

  private static final String EVERYTHING = "/v1/*";
  private static final String ASK_AGAIN_SECONDS = "600";

  private final OriginPolicy origins;

  CrossOrigin(OriginPolicy origins) {
    this.origins = origins;
  }

  @Override
  public void mount(Router router) {
    router.route(EVERYTHING).handler(context -> allow(context));
    router.options(EVERYTHING).handler(context -> preflight(context));
  }

  private void allow(RoutingContext context) {
    HttpServerResponse response = context.response();
    response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    if (isListed(context)) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin(context))
          // There are no cookies here, but browsers send beacons only where they would be taken.
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
          .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "etag, location, retry-after");
    }
    context.next();
  }

  /** What a browser asks before it sends JSON for a page of another origin. */
  private void preflight(RoutingContext context) {
    if (!isListed(context)) {
      context.next();
      return;
    }
    context
        .response()
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "content-type, if-none-match")
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, ASK_AGAIN_SECONDS)
        .setStatusCode(204)
        .end();
  }

  private boolean isListed(RoutingContext context) {
    String origin = origin(context);
    return origin != null && origins.isListed(origin);
  }

  private static String origin(RoutingContext context) {
    return context.request().getHeader(HttpHeaders.ORIGIN);
  }
}
