package dev.rejoin.server.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise W2, led by coverage: Jazzer looks for inputs that get further into a decoder than those
 * before, each target in a process of its own. Only in the long tier: an instrumented process needs
 * seconds to begin.
 */
@EnabledIf("dev.rejoin.ot.testing.Seeds#full")
@Timeout(300)
class JazzerTest {

  private static final int SECONDS = Integer.getInteger("rejoin.fuzz.seconds", 20);

  /** A planted bug is found long before. */
  private static final int PLANTED_SECONDS = 60;

  private static final int PATIENCE_SECONDS = 120;

  private static final String INSTRUMENTED =
      "dev.rejoin.**:io.netty.handler.codec.http.websocketx.**:com.fasterxml.jackson.core.**";

  @TempDir Path directory;

  static Stream<Target> targets() {
    return Target.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void nothingIsFoundInWhatDecodes(Target target) throws Exception {
    Run run = run(target, false, SECONDS);
    assertEquals(0, run.exit(), run.output());
    assertTrue(run.output().contains("DONE"), run.output());
    System.out.println(target + ": " + lastLine(run.output(), "DONE"));
  }

  /** {@link FuzzTest} finds those of all targets; here it is shown that Jazzer's failures count. */
  @Test
  void aPlantedBugIsFound() throws Exception {
    Run run = run(Target.named("exchange"), true, PLANTED_SECONDS);
    assertNotEquals(0, run.exit(), run.output());
    assertTrue(run.output().contains("libFuzzer crashing input"), run.output());
  }

  private record Run(int exit, String output) {}

  private Run run(Target target, boolean planted, int seconds)
      throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(directory.resolve("corpus"));
    List<byte[]> kept = Corpus.of(target);
    for (int i = 0; i < kept.size(); i++) {
      Files.write(corpus.resolve("kept-" + i), kept.get(i));
    }
    Path output = directory.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-cp",
            classPath(),
            "-Drejoin.fuzz=" + target,
            "-Drejoin.fuzz.planted=" + planted,
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + FuzzEntry.class.getName(),
            "--instrumentation_includes=" + INSTRUMENTED,
            "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.**",
            "-max_total_time=" + seconds,
            "-rss_limit_mb=0",
            "-print_final_stats=1",
            corpus.toString()));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertTrue(process.waitFor(seconds + PATIENCE_SECONDS, TimeUnit.SECONDS), "it hangs");
      return new Run(process.exitValue(), Files.readString(output));
    } finally {
      process.destroyForcibly();
    }
  }

  /** The process has another folder to work in. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(each -> Path.of(each).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String lastLine(String output, String containing) {
    return output
        .lines()
        .filter(line -> line.contains(containing))
        .reduce((first, second) -> second)
        .orElse("");
  }
}
