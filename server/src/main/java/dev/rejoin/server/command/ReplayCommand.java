package dev.rejoin.server.command;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.server.codec.JsonBytes;
import dev.rejoin.server.replay.BundleException;
import dev.rejoin.server.replay.BundleReader;
import dev.rejoin.server.replay.History;
import dev.rejoin.server.replay.HistoryJson;
import dev.rejoin.server.replay.IncidentBundle;
import dev.rejoin.server.replay.Prints;
import dev.rejoin.server.replay.Rebuilt;
import dev.rejoin.server.replay.Replay;
import dev.rejoin.server.replay.Verdict;
import dev.rejoin.server.storage.Ancestor;
import dev.rejoin.server.storage.sqlite.LogSearch;
import dev.rejoin.server.storage.sqlite.LogStretch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code replay}: reads bundles, looks for their logs, and says what it finds. */
final class ReplayCommand {
  private static final Set<String> FLAGS = Set.of("--data", "--out", "--text", "--rev");
  private static final Set<String> SWITCHES = Set.of("--json");

  private final PrintStream out;
  private final Flags flags;
  private final Optional<Path> data;

  ReplayCommand(List<String> arguments, PrintStream out) {
    this.out = out;
    flags = new Flags(arguments, FLAGS, SWITCHES);
    data = path("--data");
  }

  private Optional<Path> path(String name) {
    return flags.has(name) ? Optional.of(flags.path(name)) : Optional.empty();
  }

  /** The gravest of what was found. */
  Status run() throws BundleException, IOException {
    Path file =
        Path.of(flags.word().orElseThrow(() -> new IllegalArgumentException("which bundle?")));
    byte[] bytes = read(file);
    List<IncidentBundle> bundles = BundleReader.read(bytes);
    requireOneForText(bundles.size());
    List<Optional<History>> histories = new ArrayList<>();
    List<VerdictText> verdicts = new ArrayList<>();
    for (IncidentBundle bundle : bundles) {
      Optional<History> history = history(bundle);
      histories.add(history);
      verdicts.add(VerdictText.of(verdict(bundle, history)));
    }
    if (flags.has("--json")) {
      out.println(json(bundles, verdicts));
    } else {
      print(bundles, verdicts);
    }
    if (flags.has("--out")) {
      write(flags.path("--out"), HistoryJson.bundlesWith(bytes, histories));
    }
    if (flags.has("--text")) {
      writeText(bundles, histories, verdicts);
    }
    return verdicts.stream()
        .map(VerdictText::status)
        .max(Comparator.comparing(ReplayCommand::gravity))
        .orElseThrow();
  }

  private void requireOneForText(int bundles) {
    if (flags.has("--text") && bundles > 1) {
      throw new IllegalArgumentException("--text is for one bundle, and these are " + bundles);
    }
  }

  private static byte[] read(Path file) throws IOException, BundleException {
    if (Files.isRegularFile(file) && Files.size(file) > BundleReader.MAX_BYTES) {
      throw new IOException(
          "%s has %d bytes, at most %d".formatted(file, Files.size(file), BundleReader.MAX_BYTES));
    }
    return Files.readAllBytes(file);
  }

  private static int gravity(Status status) {
    return switch (status) {
      case DONE -> 0;
      case NOT_ENOUGH -> 1;
      case APART -> 2;
      default -> 3;
    };
  }

  private Verdict verdict(IncidentBundle bundle, Optional<History> history) {
    return data.isPresent() && history.isEmpty()
        ? Replay.withoutItsLog(bundle, data.get().toString())
        : Replay.of(bundle, history);
  }

  /** What is stored goes before what somebody has put into the bundle. */
  private Optional<History> history(IncidentBundle bundle) {
    if (data.isEmpty()) {
      return bundle.log();
    }
    long first = flags.has("--rev") ? flags.number("--rev") : bundle.first();
    return LogSearch.find(
            data.get(),
            lineage -> new Prints(lineage).key().equals(bundle.key()),
            Math.min(first, bundle.first()),
            Math.max(first, bundle.last()))
        .map(ReplayCommand::history);
  }

  private static History history(LogStretch log) {
    return new History(
        log.lineage(),
        log.ancestors().stream().collect(Collectors.toMap(Ancestor::lineage, Ancestor::until)),
        log.head(),
        log.base(),
        log.content(),
        log.entries(),
        log.damage().map(what -> new History.Damage(log.damagedAt().getAsLong(), what)));
  }

  private void print(List<IncidentBundle> bundles, List<VerdictText> verdicts) {
    for (int i = 0; i < bundles.size(); i++) {
      out.println(bundles.get(i).summary());
      out.println("  " + verdicts.get(i).words());
    }
  }

  private static String json(List<IncidentBundle> bundles, List<VerdictText> verdicts) {
    byte[] json =
        JsonBytes.of(
            generator -> {
              generator.writeStartArray();
              for (int i = 0; i < bundles.size(); i++) {
                VerdictText verdict = verdicts.get(i);
                generator.writeStartObject();
                generator.writeStringField("document", bundles.get(i).document());
                generator.writeStringField("verdict", verdict.name());
                number("after", verdict.after(), generator);
                number("rev", verdict.revision(), generator);
                generator.writeStringField("words", verdict.words());
                generator.writeEndObject();
              }
              generator.writeEndArray();
            });
    return new String(json, StandardCharsets.UTF_8);
  }

  private static void number(String name, OptionalLong number, JsonGenerator json)
      throws IOException {
    if (number.isPresent()) {
      json.writeNumberField(name, number.getAsLong());
    } else {
      json.writeNullField(name);
    }
  }

  private void writeText(
      List<IncidentBundle> bundles, List<Optional<History>> histories, List<VerdictText> verdicts)
      throws IOException {
    long revision =
        flags.has("--rev")
            ? flags.number("--rev")
            : verdicts.get(0).lastGood(bundles.get(0).last());
    String text =
        Rebuilt.at(revision, bundles.get(0), histories.get(0))
            .orElseThrow(
                () ->
                    new IOException(
                        "neither the log nor the bundle reaches to the text at revision "
                            + revision));
    write(flags.path("--text"), text.getBytes(StandardCharsets.UTF_8));
    if (!flags.has("--json")) {
      out.println("  The text at revision " + revision + " is in " + flags.path("--text"));
    }
  }

  /** Never over something. */
  private static void write(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }
}
