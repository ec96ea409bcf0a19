package dev.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The floors of ARCHITECTURE.md: imports point downwards, and few know what runs them. */
class ArchitectureTest {
  private static final Path SERVER = Path.of("src", "main", "java");
  private static final Path OT_CORE = Path.of("..", "ot-core", "src", "main", "java");

  /**
   * From the ground up. Packages of one floor may use each other only as their order here allows.
   */
  private static final List<String> FLOORS =
      List.of(
          "dev.rejoin.ot",
          "dev.rejoin.ot.sync",
          "dev.rejoin.server.config",
          "dev.rejoin.server.codec",
          "dev.rejoin.server.metrics",
          "dev.rejoin.server.protocol",
          "dev.rejoin.server.storage",
          "dev.rejoin.server.storage.memory",
          "dev.rejoin.server.storage.sqlite",
          "dev.rejoin.server.storage.redis",
          "dev.rejoin.server.document",
          "dev.rejoin.server.session",
          "dev.rejoin.server.transport",
          "dev.rejoin.server.replay",
          "dev.rejoin.server.command",
          "dev.rejoin.server");

  /** Who may be looked into from above: behind {@code storage} stand its implementations. */
  private static final List<String> HIDDEN =
      List.of(
          "dev.rejoin.server.storage.memory",
          "dev.rejoin.server.storage.sqlite",
          "dev.rejoin.server.storage.redis");

  /** Who may look: what wires, and what works on files. */
  private static final List<String> TOP = List.of("dev.rejoin.server.command", "dev.rejoin.server");

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern NAME = Pattern.compile("\\bdev\\.rejoin\\.([a-z]+\\.?)+");
  private static final Pattern VERTX =
      Pattern.compile(
          "\\bio\\.vertx\\.core\\.(Vertx|Verticle\\w*|AbstractVerticle|http\\.\\w+)\\b");

  /** One source file: what it is of, and what it says. */
  private record Source(String file, String ofPackage, String text) {

    /** The packages of ours that its code names, in imports or in full. */
    List<String> uses() {
      List<String> uses = new ArrayList<>();
      Matcher names = NAME.matcher(withoutComments());
      while (names.find()) {
        uses.add(names.group().replaceAll("\\.$", ""));
      }
      return uses;
    }

    String withoutComments() {
      return text.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//.*", "");
    }
  }

  private static Source source(String file, String text) {
    Matcher declaration = PACKAGE.matcher(text);
    return new Source(file, declaration.find() ? declaration.group(1) : "", text);
  }

  private static List<Source> sources(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .map(file -> source(file.toString(), read(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with an import, if anything. */
  private static Optional<String> complaint(Source source, String used) {
    int from = FLOORS.indexOf(source.ofPackage());
    int to = FLOORS.indexOf(used);
    boolean up = to > from;
    boolean hidden = HIDDEN.contains(used) && !TOP.contains(source.ofPackage());
    boolean same = used.equals(source.ofPackage());
    if (from < 0 || to < 0) {
      return Optional.of(
          source.file() + ": which floor is " + (from < 0 ? source.ofPackage() : used));
    }
    return up || (hidden && !same)
        ? Optional.of(source.file() + " is of " + source.ofPackage() + " and uses " + used)
        : Optional.empty();
  }

  private static List<String> complaints(List<Source> sources) {
    return sources.stream()
        .flatMap(
            source ->
                source.uses().stream().flatMap(used -> complaint(source, used).stream()).distinct())
        .toList();
  }

  private static boolean mayKnowVertx(Source source) {
    return source.ofPackage().equals("dev.rejoin.server")
        || source.ofPackage().equals("dev.rejoin.server.transport")
        || HIDDEN.contains(source.ofPackage());
  }

  private static boolean knowsVertx(Source source) {
    return VERTX.matcher(source.withoutComments()).find();
  }

  @Test
  void importsPointDownwards() {
    List<Source> sources = sources(SERVER);
    assertTrue(sources.size() > 50, sources.size() + " files: is this the right folder?");
    assertEquals(List.of(), complaints(sources));
  }

  @Test
  void theAlgebraKnowsNothingOfSequencing() {
    List<Source> sources = sources(OT_CORE);
    assertTrue(sources.size() > 20, sources.size() + " files: is this the right folder?");
    assertEquals(List.of(), complaints(sources));
  }

  @Test
  void onlyTheEdgesKnowWhatRunsThem() {
    assertEquals(
        List.of(),
        sources(SERVER).stream()
            .filter(source -> knowsVertx(source) && !mayKnowVertx(source))
            .map(Source::file)
            .toList());
  }

  @Test
  void otCoreHasNoClockNoChanceNoFilesNoLogger() {
    Pattern outside =
        Pattern.compile(
            "\\bjava\\.(io\\.(?!Serial\\b)|nio\\.(?!charset)|net|sql|time|util\\.(logging|Random|concurrent))"
                + "|\\bSystem\\.(?!arraycopy\\b)|\\bMath\\.random|\\bThread\\b|\\bjavax\\.");
    assertEquals(
        List.of(),
        sources(OT_CORE).stream()
            .filter(source -> outside.matcher(source.withoutComments()).find())
            .map(Source::file)
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dev.rejoin.server.codec    | import dev.rejoin.server.protocol.Ids;              | 1",
        "dev.rejoin.server.document | dev.rejoin.server.session.Session s;                | 1",
        "dev.rejoin.server.document | import dev.rejoin.server.storage.sqlite.Sql;        | 1",
        "dev.rejoin.ot              | import dev.rejoin.ot.sync.Entry;                    | 1",
        "dev.rejoin.server.basement | import dev.rejoin.ot.Operation;                     | 1",
        "dev.rejoin.server          | import dev.rejoin.server.storage.sqlite.Sql;        | 0",
        "dev.rejoin.server.document | // like dev.rejoin.server.session.Session           | 0",
        "dev.rejoin.server.document | import dev.rejoin.server.storage.DocumentLog;       | 0",
      })
  void aWrongImportWouldBeSeen(String ofPackage, String line, int count) {
    Source planted = source("planted", "package " + ofPackage + ";\n" + line + "\n");
    assertEquals(count, complaints(List.of(planted)).size());
  }

  @Test
  void aFloorThatAskedForVertxWouldBeSeen() {
    Source planted =
        source("planted", "package dev.rejoin.server.document;\nimport io.vertx.core.Vertx;\n");
    assertTrue(knowsVertx(planted) && !mayKnowVertx(planted));
    assertTrue(
        !knowsVertx(
            source("p", "package dev.rejoin.server.document;\nimport io.vertx.core.Future;")));
  }
}
