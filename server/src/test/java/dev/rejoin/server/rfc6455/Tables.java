package dev.rejoin.server.rfc6455;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads the tables of cases: one a line, columns between bars, remarks after {@code ##}. */
final class Tables {

  private Tables() {}

  /** The rows of a table, each of so many columns. */
  static List<List<String>> rows(String table, int columns) {
    return text(table)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("##"))
        .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
        .peek(row -> requireColumns(table, row, columns))
        .toList();
  }

  private static void requireColumns(String table, List<String> row, int columns) {
    if (row.size() != columns) {
      throw new IllegalArgumentException(
          table + ": " + row.size() + " columns instead of " + columns + ": " + row);
    }
  }

  private static String text(String table) {
    try (InputStream in = Tables.class.getResourceAsStream("/rfc6455/" + table + ".table")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
