package dev.rejoin.server.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.opentest4j.TestAbortedException;

/**
 * Runs what has to notice a mutant: the simulated cluster, a test, or one method of a test ({@code
 * VectorsTest#theKeptVectorsAreWhatTheAlgebraSaysToday}).
 */
final class Killer {

  /** The name of the simulated cluster among the tests. */
  static final String CLUSTER = "cluster";

  /** Its class, loaded together with the program that it simulates. */
  static final String FIRST_FAILURE = "dev.rejoin.server.simulation.FirstFailure";

  /** How many seeds a mutant may live through. */
  private static final int SEEDS = 300;

  /** They take longer than all others: more than some seconds. */
  private static final Set<String> SLOW =
      Set.of("ComingAndGoingTest", "EveryByteTest", "SmallDiskTest");

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
    return test(selector(name, loader.loadClass(className(name))));
  }

  /** Whether it is for the long tier only. */
  static boolean isSlow(String name) {
    return SLOW.contains(simpleName(name));
  }

  private static String simpleName(String name) {
    return name.split("#")[0];
  }

  private static DiscoverySelector selector(String name, Class<?> test) {
    if (!name.contains("#")) {
      return DiscoverySelectors.selectClass(test);
    }
    String wanted = name.split("#")[1];
    Method method =
        Arrays.stream(test.getDeclaredMethods())
            .filter(each -> each.getName().equals(wanted))
            .findFirst()
            .orElseThrow(() -> new AssertionError("there is no " + name));
    return DiscoverySelectors.selectMethod(test, method);
  }

  private static Optional<String> test(DiscoverySelector test) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(test).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(request, listener);
    TestExecutionSummary summary = listener.getSummary();
    if (summary.getTestsFoundCount() == 0) {
      throw new AssertionError(test + " has no tests");
    }
    if (summary.getTestsSucceededCount() + summary.getTestsFailedCount() == 0) {
      throw new TestAbortedException(test + " cannot be run here");
    }
    return summary.getFailures().stream()
        .findFirst()
        .map(
            failure ->
                failure.getTestIdentifier().getDisplayName() + ": " + failure.getException());
  }

  /** The full name of the test's class, which is the only one of its simple name. */
  static String className(String name) {
    String simpleName = simpleName(name);
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
