package dev.rejoin.server.transport;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Whether the process lives, and whether to send it anybody. */
final class HealthApi implements Api {

  private final Admission admission;

  HealthApi(Admission admission) {
    this.admission = admission;
  }

  @Override
  public void mount(Router router) {
    router.get("/health/live").handler(context -> say(context, 200, "live"));
    router
        .get("/health/ready")
        .handler(
            context -> {
              if (admission.isClosed()) {
                say(context, 503, "draining");
              } else {
                say(context, 200, "ready");
              }
            });
  }

  private static void say(RoutingContext context, int status, String word) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end("{\"status\":\"" + word + "\"}");
  }
}
