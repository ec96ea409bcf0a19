package dev.rejoin.server.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs what has to notice a mutant. */
final class Killer {

  /** The name of the simulated cluster among the tests. */
  static final String CLUSTER = "cluster";

  /** Its class, loaded together with the program that it simulates. */
  static final String FIRST_FAILURE = "dev.rejoin.server.simulation.FirstFailure";

  /** How many seeds a mutant may live through. */
  private static final int SEEDS = 300;

  private static final List<Path> TESTS =
      List.of(Path.of("src/test/java"), Path.of("..", "ot-core", "src/test/java"));

  private Killer() {}

  /** What the test says against the program that {@code loader} loads; empty if nothing. */
  static Optional<String> run(String name, ClassLoader loader) throws ReflectiveOperationException {
    if (name.equals(CLUSTER)) {
      Object failure =
          loader.loadClass(FIRST_FAILURE).getMethod("among", int.class).invoke(null, SEEDS);
      return Optional.ofNullable((String) failure);
    }
    return test(loader.loadClass(className(name)));
  }

  private static Optional<String> test(Class<?> test) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(test))
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    if (summary.getTestsFoundCount() == 0) {
      throw new AssertionError(test + " has no tests");
    }
    return summary.getFailures().stream()
        .findFirst()
        .map(
            failure ->
                failure.getTestIdentifier().getDisplayName() + ": " + failure.getException());
  }

  /** The full name of a test, which is the only one of its simple name. */
  static String className(String simpleName) {
    List<String> found =
        TESTS.stream()
            .flatMap(root -> files(root).map(root::relativize))
            .filter(file -> file.endsWith(simpleName + ".java"))
            .map(file -> file.toString().replace(".java", "").replace('/', '.'))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(simpleName + " names " + found.size() + " tests");
    }
    return found.get(0);
  }

  private static Stream<Path> files(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      return all.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
