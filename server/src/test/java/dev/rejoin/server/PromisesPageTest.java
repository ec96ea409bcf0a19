package dev.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/testing.md has a row for every promise, and names only tests that are there. */
class PromisesPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW = Pattern.compile("^\\| ([A-Z]\\d(?:–[A-Z]\\d)?) \\| ");
  private static final Pattern JAVA_TEST = Pattern.compile("`(\\w+Test)`");
  private static final Pattern CLIENT_TEST = Pattern.compile("`(web-client/[\\w/.]+)`");

  @Test
  void everyPromiseHasOneRow() throws IOException {
    assertEquals(
        Stream.of("A1-5", "X1-5", "D1-8", "S1-3", "I1-7", "W1-6", "B1-4")
            .flatMap(PromisesPageTest::range)
            .toList(),
        rows().map(row -> row.group(1)).filter(name -> !name.startsWith("R")).toList());
  }

  /** {@code A1-3} is A1, A2, A3. */
  private static Stream<String> range(String range) {
    return Stream.iterate(1, n -> n + 1)
        .limit(range.charAt(3) - '0')
        .map(n -> range.substring(0, 1) + n);
  }

  @Test
  void everyTestThatItNamesIsThere() throws IOException {
    Set<String> tests = testClasses();
    String page = page();
    List<String> missing =
        Stream.concat(
                names(JAVA_TEST, page).filter(name -> !tests.contains(name)),
                names(CLIENT_TEST, page).filter(path -> !Files.exists(ROOT.resolve(path))))
            .toList();
    assertEquals(List.of(), missing);
  }

  private static Set<String> testClasses() throws IOException {
    Set<String> names =
        Stream.of("ot-core", "server", "load-tests")
            .flatMap(module -> files(ROOT.resolve(module).resolve("src/test/java")))
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .filter(name -> name.endsWith("Test"))
            .collect(Collectors.toSet());
    assertTrue(names.contains("PromisesPageTest"), "looked in the wrong place");
    return names;
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<MatchResult> rows() throws IOException {
    return page()
        .lines()
        .dropWhile(line -> !line.equals("## The promises"))
        .takeWhile(line -> !line.equals("## The last full run"))
        .flatMap(line -> ROW.matcher(line).results());
  }

  private static Stream<String> names(Pattern pattern, String page) {
    return pattern.matcher(page).results().map(match -> match.group(1)).distinct();
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/testing.md"));
  }
}
