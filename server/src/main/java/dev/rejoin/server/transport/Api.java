package dev.rejoin.server.transport;

import io.vertx.ext.web.Router;

/** Some addresses, and what answers there. */
interface Api {
  void mount(Router router);
}
