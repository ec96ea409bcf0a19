package dev.rejoin.server.transport;

import dev.rejoin.server.config.Version;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** The web client. The page itself is the same at every address. */
final class Page implements Api {

  /** What a browser asks for to open a document, the list, or what this device keeps. */
  private static final List<String> ADDRESSES =
      List.of("/", "/d/:document", "/storage", "/diagnostics");

  /** Asked about each time, and sent only if it is another. */
  private static final String ASK = "no-cache";

  /** Files under /assets have their content's hash in their name. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final WebFiles files;
  private final boolean offlineApp;

  /**
   * @param offlineApp whether browsers keep the page, to open it without a network
   */
  Page(WebFiles files, boolean offlineApp) {
    this.files = files;
    this.offlineApp = offlineApp;
  }

  @Override
  public void mount(Router router) {
    ADDRESSES.forEach(address -> router.get(address).handler(context -> page(context)));
    router.get("/v1/app").handler(context -> app(context));
    if (!offlineApp) {
      router.get("/sw.js").handler(context -> Farewell.WORKER.send(context, ASK));
    }
    router
        .get("/assets/:name")
        .handler(context -> file(context, "assets/", context.pathParam("name"), FOR_EVER));
    router.get("/:name").handler(context -> file(context, "", context.pathParam("name"), ASK));
  }

  /** What a page wants to know before it registers a service worker. */
  private void app(RoutingContext context) {
    Answers.json(
        context,
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("version", Version.TEXT);
          json.writeBooleanField("offline", offlineApp);
          json.writeEndObject();
        });
  }

  private void page(RoutingContext context) {
    Optional<WebFile> index = files.find("", "index.html");
    if (index.isPresent()) {
      index.get().send(context, ASK);
    } else {
      context
          .response()
          .setStatusCode(404)
          .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
          .end("The page is not built yet: ./run builds it. The API under /v1 works without it.\n");
    }
  }

  private void file(RoutingContext context, String parent, String name, String caching) {
    Optional<WebFile> file = files.find(parent, name);
    if (file.isPresent()) {
      file.get().send(context, caching);
    } else {
      context.next();
    }
  }
}
