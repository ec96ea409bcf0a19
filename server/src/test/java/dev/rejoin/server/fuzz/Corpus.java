package dev.rejoin.server.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Inputs that are kept: those that a target begins with, and those that reached something new or
 * found something once. A file for each target, an input a line, in hexadecimal digits.
 */
final class Corpus {

  private static final Path FOLDER = Path.of("src", "test", "resources", "fuzz");

  private Corpus() {}

  static List<byte[]> of(Target target) {
    List<byte[]> inputs = new ArrayList<>(target.seeds());
    Path file = file(target);
    try {
      if (Files.exists(file)) {
        Files.readAllLines(file).forEach(line -> inputs.add(HexFormat.of().parseHex(line)));
      }
      return inputs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(Target target) {
    return FOLDER.resolve(target.name() + ".hex");
  }

  /** How an input that found something is kept: the file, and the line to put there. */
  static String toKeep(Target target, byte[] input) {
    return "to keep it, add to server/%s this line:%n%s%n"
        .formatted(file(target), HexFormat.of().formatHex(input));
  }
}
