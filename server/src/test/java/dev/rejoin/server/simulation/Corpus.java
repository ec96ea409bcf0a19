package dev.rejoin.server.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

  /** Plays what is kept, with the clients that it names; throws what is wrong. */
  static void replay(Path file, Optional<Consumer<String>> listener) {
    Schedule schedule = read(file);
    if (schedule.players() == Players.JAVA) {
      Simulation.run(schedule, new Tally(), listener, Optional.empty());
      return;
    }
    try (Script script = Script.start()) {
      Simulation.run(schedule, new Tally(), listener, Optional.of(script));
    }
  }

  /** Keeps a schedule, with what went wrong in it. */
  Path keep(Schedule schedule, Throwable failure) {
    String what = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    Path file = folder.resolve(name(schedule) + ".schedule");
    try {
      Files.createDirectories(folder);
      return Files.writeString(file, "# " + what + "\n" + schedule);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same seed is another run with other players. */
  private static String name(Schedule schedule) {
    return "seed-" + schedule.seed() + schedule.players().said().replace(' ', '-');
  }
}
