package dev.rejoin.server.transport;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files of the web client, from the class path. The page itself is the same at every address.
 */
final class Page {

  private static final String INDEX = "index.html";

  /** One name without a slash, so no way out of the folder; with an ending, so no folder. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");

  /** Files under /assets have their content's hash in their name. */
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final Map<String, WebFile> files = new ConcurrentHashMap<>();
  private final String folder;

  private record WebFile(Buffer content, String type, String tag) {}

  /**
   * @param folder on the class path
   */
  Page(String folder) {
    this.folder = folder;
  }

  void mount(Router router) {
    router.get("/").handler(context -> page(context));
    router.get("/d/:document").handler(context -> page(context));
    router
        .get("/assets/:name")
        .handler(context -> file(context, "assets/", context.pathParam("name"), FOR_EVER));
    router
        .get("/:name")
        .handler(context -> file(context, "", context.pathParam("name"), "no-cache"));
  }

  private void page(RoutingContext context) {
    Optional<WebFile> index = find(INDEX);
    if (index.isPresent()) {
      send(context, index.get(), "no-cache");
    } else {
      context
          .response()
          .setStatusCode(404)
          .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
          .end("The page is not built yet: ./run builds it. The API under /v1 works without it.\n");
    }
  }

  private void file(RoutingContext context, String parent, String name, String caching) {
    Optional<WebFile> file = NAME.matcher(name).matches() ? find(parent + name) : Optional.empty();
    if (file.isPresent()) {
      send(context, file.get(), caching);
    } else {
      context.next();
    }
  }

  private static void send(RoutingContext context, WebFile file, String caching) {
    HttpServerResponse response =
        context
            .response()
            .putHeader(HttpHeaders.CACHE_CONTROL, caching)
            .putHeader(HttpHeaders.ETAG, file.tag());
    if (file.tag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, file.type()).end(file.content());
    }
  }

  private Optional<WebFile> find(String path) {
    WebFile known = files.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    try (InputStream stream = Page.class.getResourceAsStream("/" + folder + "/" + path)) {
      if (stream == null) {
        return Optional.empty();
      }
      byte[] content = stream.readAllBytes();
      WebFile file = new WebFile(Buffer.buffer(content), type(path), tag(content));
      files.put(path, file);
      return Optional.of(file);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read " + path, failure);
    }
  }

  private static String type(String path) {
    String extension = path.substring(path.lastIndexOf('.') + 1);
    return TYPES.getOrDefault(extension, "application/octet-stream");
  }

  private static String tag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
