package dev.rejoin.server.testing.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The C library's calls, seen and failed on their way: see {@code disk.c}. */
public final class Shim {
  private static final Path SOURCE = Path.of("src", "test", "c", "disk.c");
  private static final Path LIBRARY = Path.of("target", "disk.so");
  private static final long PATIENCE_MINUTES = 15;
  private static boolean compiled;

  private Shim() {}

  /** How a JVM is started. */
  public static ProcessBuilder plainJava(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-ea"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).inheritIO();
  }

  /** How a JVM is started that sees its files below {@code root} through the shim. */
  public static ProcessBuilder java(Path root, Class<?> main, String... arguments) {
    ProcessBuilder builder = plainJava(main, arguments);
    builder
        .environment()
        .putAll(Map.of("LD_PRELOAD", library().toString(), "DISK_ROOT", root.toString()));
    return builder;
  }

  /** Runs it to its end, which has to be a good one. */
  public static void run(ProcessBuilder builder) {
    try {
      Process process = builder.start();
      try {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
          throw new AssertionError("it did not end: " + builder.command());
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
      if (process.exitValue() != 0) {
        throw new AssertionError(
            "it ended with %d: %s".formatted(process.exitValue(), builder.command()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static synchronized Path library() {
    if (!compiled) {
      Assumptions.assumeTrue(
          System.getProperty("os.name").equals("Linux"), "LD_PRELOAD is of Linux");
      List<String> command = new ArrayList<>();
      command.addAll(List.of("gcc", "-shared", "-fPIC", "-O2", "-Wall", "-Wextra", "-Werror"));
      command.addAll(List.of("-o", LIBRARY.toString(), SOURCE.toString(), "-ldl", "-lpthread"));
      run(new ProcessBuilder(command).inheritIO());
      compiled = true;
    }
    return LIBRARY.toAbsolutePath();
  }

  /** A folder in memory where there is one: what is tested here is not how fast a disk is. */
  public static Path fastFolder(Path otherwise) {
    Path memory = Path.of("/dev/shm");
    try {
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "rejoin-disk-")
          : otherwise;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With all that is in it. */
  public static void remove(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
