package dev.rejoin.server.transport;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The files of the web client, from the class path, each read once. */
final class WebFiles {

  /** One name without a slash, so no way out of the folder; with an ending, so no folder. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", WebFile.SCRIPT),
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

  /**
   * @param folder on the class path
   */
  WebFiles(String folder) {
    this.folder = folder;
  }

  /** The file of that name below {@code parent}, which is empty or ends with a slash. */
  Optional<WebFile> find(String parent, String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    WebFile known = files.get(parent + name);
    return known == null ? read(parent + name) : Optional.of(known);
  }

  private Optional<WebFile> read(String path) {
    try (InputStream stream = WebFiles.class.getResourceAsStream("/" + folder + "/" + path)) {
      if (stream == null) {
        return Optional.empty();
      }
      WebFile file = WebFile.of(Buffer.buffer(stream.readAllBytes()), type(path));
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
}
