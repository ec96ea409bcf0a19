package dev.rejoin.server.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.Seeds;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise S3: a bug that is planted is seen. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class MutantsTest {

  private static final int AT_LEAST = 100;
  private static final int QUICK = 10;
  private static final int SEEDS_TO_SHRINK = 300;
  private static final int FEW = 6;
  private static final String CLASS_PATH = "java.class.path";
  private static final Logger ROOT = Logger.getLogger("");

  @Test
  void thereAreEnoughAndEachHasItsOwnName() {
    List<Mutant> all = Mutants.all();
    assertTrue(all.size() >= AT_LEAST, all.size() + " mutants");
    assertEquals(all.size(), all.stream().map(Mutant::name).distinct().count());
  }

  /** Or the table would speak of bugs that nobody can plant any more. */
  @ParameterizedTest
  @MethodSource("all")
  void itsLineIsStillThere(Mutant mutant) {
    assertTrue(!Patch.source(mutant).isEmpty());
    if (!mutant.killer().equals(Killer.CLUSTER)) {
      Killer.className(mutant.killer());
    }
  }

  @ParameterizedTest
  @MethodSource("chosen")
  void itIsKilled(Mutant mutant, @TempDir Path folder) throws ReflectiveOperationException {
    Map<String, byte[]> classes = Patch.classes(mutant);
    Patch.write(classes, folder);
    MutantLoader loader = new MutantLoader(classes);
    Optional<String> killed =
        inQuiet(() -> inFront(folder, () -> Killer.run(mutant.killer(), loader)));
    assertTrue(killed.isPresent(), mutant.name() + " survived " + mutant.killer());
  }

  /** A process that the killer starts has the class path that is written down here. */
  private static <T> T inFront(Path folder, Run<T> run) throws ReflectiveOperationException {
    String classPath = System.getProperty(CLASS_PATH);
    try {
      System.setProperty(CLASS_PATH, folder + File.pathSeparator + classPath);
      return run.run();
    } finally {
      System.setProperty(CLASS_PATH, classPath);
    }
  }

  /** What kills every mutant kills nothing: the same way of running it, without one. */
  @ParameterizedTest
  @MethodSource("killers")
  void whatKillsThemLetsTheProgramItselfLive(String killer) throws ReflectiveOperationException {
    MutantLoader loader = new MutantLoader(Map.of());
    assertEquals(Optional.empty(), inQuiet(() -> Killer.run(killer, loader)));
  }

  /** What a person gets to read when a seed fails. */
  @Test
  void aPlantedBugIsShownByAScheduleOfAFewEvents() throws ReflectiveOperationException {
    Mutant bug = named("the later text stands to the right on the server");
    Class<?> mutated = firstFailure(new MutantLoader(Patch.classes(bug)));
    String schedule =
        inQuiet(
            () -> (String) mutated.getMethod("shortest", int.class).invoke(null, SEEDS_TO_SHRINK));
    assertTrue(schedule.lines().count() <= 1 + FEW, schedule);
    assertNotNull(inQuiet(() -> failure(mutated, schedule)), "it does not replay:\n" + schedule);
    Class<?> sound = firstFailure(new MutantLoader(Map.of()));
    assertNull(inQuiet(() -> failure(sound, schedule)));
  }

  private static Mutant named(String name) {
    return Mutants.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private static Class<?> firstFailure(ClassLoader loader) throws ClassNotFoundException {
    return loader.loadClass(Killer.FIRST_FAILURE);
  }

  private static String failure(Class<?> simulation, String schedule)
      throws ReflectiveOperationException {
    return (String) simulation.getMethod("of", String.class).invoke(null, schedule);
  }

  @Test
  void everyMutantStandsInTheTable() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "testing", "mutants.md"));
    for (Mutant mutant : Mutants.all()) {
      String line =
          "| %s | `%s` | `%s` |".formatted(mutant.name(), mutant.source(), mutant.killer());
      assertTrue(page.contains(line), "docs/testing/mutants.md lacks: " + line);
    }
  }

  @Test
  void whatTheTableSaysOfTheClientIsThere() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "testing", "mutants.md"));
    String client = Files.readString(Path.of("..", "web-client/test/sync/mutants.test.ts"));
    List<String> rows =
        page.lines().filter(line -> line.endsWith("| `mutants.test.ts` |")).toList();
    assertTrue(!rows.isEmpty());
    for (String row : rows) {
      String name = row.split(" \\| ")[0].substring(2);
      assertTrue(client.contains("\"" + name + "\""), "mutants.test.ts lacks: " + name);
    }
  }

  static List<Mutant> all() {
    return Mutants.all();
  }

  /** All, or some from all over the list; or those that {@code -Dmutant=} names in part. */
  static List<Mutant> chosen() {
    String wanted = System.getProperty("mutant");
    if (wanted != null) {
      return Mutants.all().stream().filter(mutant -> mutant.name().contains(wanted)).toList();
    }
    if (Seeds.full()) {
      return Mutants.all();
    }
    List<Mutant> fast =
        Mutants.all().stream().filter(mutant -> !Killer.isSlow(mutant.killer())).toList();
    return IntStream.range(0, QUICK).mapToObj(i -> fast.get(i * fast.size() / QUICK)).toList();
  }

  static Stream<String> killers() {
    return chosen().stream().map(Mutant::killer).distinct();
  }

  private interface Run<T> {
    T run() throws ReflectiveOperationException;
  }

  /** A mutant makes noise, and does only the quick version of a test, also in the full tier. */
  private static <T> T inQuiet(Run<T> run) throws ReflectiveOperationException {
    PrintStream out = System.out;
    Level level = ROOT.getLevel();
    String tier = System.getProperty("tier", "quick");
    try {
      System.setOut(new PrintStream(OutputStream.nullOutputStream()));
      ROOT.setLevel(Level.OFF);
      System.setProperty("tier", "quick");
      return run.run();
    } finally {
      System.setProperty("tier", tier);
      ROOT.setLevel(level);
      System.setOut(out);
    }
  }
}
