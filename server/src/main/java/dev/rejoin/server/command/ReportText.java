package dev.rejoin.server.command;

import dev.rejoin.server.storage.sqlite.DocumentReport;
import dev.rejoin.server.storage.sqlite.StoreReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A report for people. */
final class ReportText {
  private static final String ROW = "%-28s %10s %10s %10s %6s %10s  %s";

  private ReportText() {}

  /** One line. */
  static String summary(StoreReport report) {
    return String.format(
        Locale.ROOT,
        "%s, %s, %s; every checksum verified%s; incarnation %s",
        count(report.documents().size(), "document", "documents"),
        count(report.entries(), "entry", "entries"),
        size(report.bytes()),
        report.isSound() ? ", nothing damaged" : ", SOMETHING IS DAMAGED",
        report.incarnation());
  }

  static List<String> lines(StoreReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(ROW, "document", "revision", "from", "entries", "sites", "size", "chain"));
    report.documents().forEach(document -> lines.add(row(document)));
    lines.add(summary(report));
    damage(report).forEach(lines::add);
    return lines;
  }

  private static String row(DocumentReport document) {
    return String.format(
        Locale.ROOT,
        ROW,
        document.id(),
        document.revision(),
        document.floor(),
        document.entries(),
        document.sites(),
        size(document.bytes()),
        document.damage().isEmpty() ? "sound" : "DAMAGED, good up to " + document.lastGood());
  }

  /** What is wrong, one line each. */
  static List<String> damage(StoreReport report) {
    return Stream.concat(
            report.damage().map(what -> "the file is damaged: " + what).stream(),
            report.documents().stream().flatMap(document -> document.damage().stream()))
        .toList();
  }

  private static String count(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }

  private static String size(long bytes) {
    if (bytes < 10_000) {
      return bytes + " B";
    }
    return bytes < 10_000_000 ? bytes / 1_000 + " kB" : bytes / 1_000_000 + " MB";
  }
}
