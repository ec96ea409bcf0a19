package dev.rejoin.server.mutants;

import java.util.ArrayList;
import java.util.List;

/**
 * One planted bug.
 *
 * @param name what it does, in words
 * @param source the file below {@code dev/rejoin}, without its ending
 * @param before what stands there exactly once, however it is broken into lines
 * @param after what stands there instead
 * @param killer what has to fail: the simple name of a test, perhaps with one of its methods behind
 *     a {@code #}, or {@link Killer#CLUSTER}
 */
record Mutant(String name, String source, String before, String after, String killer) {

  /**
   * Reads a list of them: five lines each, and an empty line between.
   *
   * <pre>
   *   an operation that comes again is taken for a new one
   *   ot/sync/Sequencer
   *   - if (submission.sequence() == last.sequence()) {
   *   + if (false) {
   *   = cluster
   * </pre>
   */
  static List<Mutant> parse(String list) {
    List<Mutant> mutants = new ArrayList<>();
    for (String block : list.strip().split("\n\n+")) {
      String[] lines = block.split("\n");
      if (lines.length != 5) {
        throw new IllegalArgumentException("a mutant has five lines: " + block);
      }
      mutants.add(
          new Mutant(
              lines[0],
              lines[1],
              marked('-', lines[2]),
              marked('+', lines[3]),
              marked('=', lines[4])));
    }
    return mutants;
  }

  private static String marked(char mark, String line) {
    if (line.isEmpty() || line.charAt(0) != mark) {
      throw new IllegalArgumentException("wanted a line that begins with " + mark + ": " + line);
    }
    return line.substring(1).strip();
  }

  @Override
  public String toString() {
    return name;
  }
}
