package dev.rejoin.server.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Schedules that failed once, one a file: replayed before any other. */
final class Corpus {

  private final Path folder;

  Corpus(Path folder) {
    this.folder = folder;
  }

  /** The one beside the sources. */
  static Corpus kept() {
    return new Corpus(Path.of("src", "test", "resources", "simulation"));
  }

  List<Path> files() {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".schedule")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Schedule read(Path file) {
    try {
      return Schedule.parse(Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps a schedule, with what went wrong in it. */
  Path keep(Schedule schedule, Throwable failure) {
    String what = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    Path file = folder.resolve("seed-" + schedule.seed() + ".schedule");
    try {
      Files.createDirectories(folder);
      return Files.writeString(file, "# " + what + "\n" + schedule);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
