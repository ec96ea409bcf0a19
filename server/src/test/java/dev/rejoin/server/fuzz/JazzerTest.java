package dev.rejoin.server.fuzz;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.Seeds;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise W2, led by coverage: Jazzer looks for inputs that get further into a decoder than those
 * before, each target in a process of its own, two at a time.
 */
@Timeout(900)
class JazzerTest {

  private static final int AT_A_TIME = 2;

  private static final int SECONDS =
      Integer.getInteger("rejoin.fuzz.seconds", Seeds.full() ? 45 : 10);

  /** A planted bug is found long before. */
  private static final int PLANTED_SECONDS = 60;

  private static final int PATIENCE_SECONDS = 120;

  private static final String INSTRUMENTED =
      "dev.rejoin.**:io.netty.handler.codec.http.websocketx.**:com.fasterxml.jackson.core.**";

  private static final Target PLANTED = Target.named("exchange");

  private static ExecutorService processes;
  private static final Map<Target, Future<Run>> RUNS = new HashMap<>();
  private static Future<Run> planted;

  /** All are begun here, so that each is waited for while the next one runs. */
  @BeforeAll
  static void begin(@TempDir Path folder) {
    processes = Executors.newFixedThreadPool(AT_A_TIME);
    planted = processes.submit(() -> run(PLANTED, true, PLANTED_SECONDS, folder));
    for (Target target : Target.all()) {
      RUNS.put(target, processes.submit(() -> run(target, false, SECONDS, folder)));
    }
  }

  /** Those that still run are ended: their threads are interrupted. */
  @AfterAll
  static void end() throws InterruptedException {
    processes.shutdownNow();
    assertTrue(processes.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  @ParameterizedTest
  @MethodSource("dev.rejoin.server.fuzz.Target#all")
  void nothingIsFoundInWhatDecodes(Target target) throws Exception {
    Run run = RUNS.get(target).get();
    assertEquals(0, run.exit(), run::message);
    assertTrue(run.output().contains("DONE"), run.output());
    System.out.println(target + ": " + run.lastLine("DONE"));
  }

  /**
   * {@link FuzzTest} finds those of all targets; here it is shown that Jazzer's failures count, and
   * that the line to keep is the input that was found.
   */
  @Test
  void aPlantedBugIsFoundAndIsALineForTheCorpus() throws Exception {
    Run run = planted.get();
    assertNotEquals(0, run.exit(), run.output());
    assertTrue(run.output().contains("libFuzzer crashing input"), run.output());
    List<String> message = run.message().lines().toList();
    assertEquals(
        "to keep it, add to server/src/test/resources/fuzz/exchange.hex this line:",
        message.get(0));
    byte[] input = HexFormat.of().parseHex(message.get(1));
    assertThrows(Throwable.class, () -> PLANTED.planted().check(input));
    assertDoesNotThrow(() -> PLANTED.sound().check(input));
  }

  /**
   * How a process ended.
   *
   * @param found the inputs that it wrote down because something was wrong with them
   */
  private record Run(Target target, int exit, String output, List<byte[]> found) {

    String message() {
      return found.stream().map(each -> Corpus.toKeep(target, each)).collect(Collectors.joining())
          + output;
    }

    String lastLine(String containing) {
      return output
          .lines()
          .filter(line -> line.contains(containing))
          .reduce((first, second) -> second)
          .orElse("");
    }
  }

  private static Run run(Target target, boolean isPlanted, int seconds, Path folder)
      throws IOException, InterruptedException {
    Path directory = folder.resolve(target + (isPlanted ? "-planted" : ""));
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
            // Half the time to begin, and no slower within a minute.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            classPath(),
            "-Drejoin.fuzz=" + target,
            "-Drejoin.fuzz.planted=" + isPlanted,
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + FuzzEntry.class.getName(),
            "--instrumentation_includes=" + INSTRUMENTED,
            "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.**",
            // It stops when more than these have gone by, looking once a second.
            "-max_total_time=" + (seconds - 1),
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
      return new Run(target, process.exitValue(), Files.readString(output), found(directory));
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

  private static List<byte[]> found(Path directory) throws IOException {
    List<byte[]> found = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory, "{crash,leak,oom,timeout}-*")) {
      for (Path file : files) {
        found.add(Files.readAllBytes(file));
      }
    }
    return found;
  }
}
