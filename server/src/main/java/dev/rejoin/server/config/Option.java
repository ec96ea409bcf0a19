package dev.rejoin.server.config;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One thing that can be configured, with its flag, its environment variable and its default.
 * Parsing, {@code --help} and docs/configuration.md all come from the same list.
 *
 * @param flag without the leading dashes
 * @param placeholder what stands for the value in the help
 * @param text one line for people
 */
record Option(String flag, String placeholder, String defaultValue, String text) {
  static final Option HOST = new Option("host", "HOST", "127.0.0.1", "Address to listen on");
  static final Option PORT =
      new Option("port", "PORT", "8080", "Port to listen on; 0 lets the system choose");
  static final Option STORE =
      new Option("store", "KIND", "sqlite", "Where documents are kept: sqlite or memory");
  static final Option DATA =
      new Option("data", "DIR", "data", "Directory of the sqlite store, made if it is not there");
  static final Option ALLOW_ORIGIN =
      new Option(
          "allow-origin",
          "ORIGIN",
          "",
          "Origin that pages may come from, beside the server's own; repeat it or use commas");

  static final Option ALLOW_HOST =
      new Option(
          "allow-host",
          "NAME",
          "",
          "Name that the server is reached under, beside addresses and localhost; * is any");
  static final Option OFFLINE_APP =
      new Option(
          "offline-app",
          "ON|OFF",
          "on",
          "Whether browsers keep the page, to open it without a network; off: they let go of it");

  static final Option KEEP_HISTORY =
      new Option(
          "keep-history",
          "TIME",
          "forever",
          "How long old entries are kept: forever, or a time like 90d or 12h");

  private static final List<Option> GENERAL =
      List.of(HOST, PORT, STORE, DATA, ALLOW_ORIGIN, ALLOW_HOST, OFFLINE_APP, KEEP_HISTORY);

  /** All of them, the general ones first. */
  static List<Option> all() {
    return Stream.concat(GENERAL.stream(), LimitTable.rows().map(Option::of)).toList();
  }

  /** The option of one limit. */
  static Option of(RecordComponent row) {
    Limit limit = row.getAnnotation(Limit.class);
    return new Option(kebab(row.getName()), "N", String.valueOf(limit.value()), limit.text());
  }

  /** The environment variable, which counts where there is no flag. */
  String variable() {
    return "REJOIN_" + flag.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
