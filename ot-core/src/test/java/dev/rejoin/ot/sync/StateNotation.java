package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.testing.Notation;
import java.util.List;
import java.util.stream.Stream;

/**
 * States and steps as one reads them in a table. All belong to the outbox "me".
 *
 * <pre>
 *   5/2                     synchronized at revision 5, two operations in the log
 *   6 | 3@5 : 2 'x' | 3 'x'        awaiting: frozen is number 3 on revision 5, then outstanding
 *   6 | 3@5 : 2 'x' | 3 'x' | 4 'y'    with a buffer
 *
 *   bob 'x' 2               one entry of bob
 *   fold 4 'x' 2            four entries of others
 *   own 3 'x' 2             the own entry 3
 * </pre>
 */
final class StateNotation {
  static final String ME = "me";

  private StateNotation() {}

  static Operation operation(String notation) {
    return Notation.into(Operation.builder(), notation).build();
  }

  static ClientState state(String notation) {
    List<String> parts = Stream.of(notation.split("\\|")).map(String::strip).toList();
    if (parts.size() == 1) {
      long[] numbers = numbers(notation, "/");
      return new Synchronized(ME, numbers[0], numbers[1]);
    }
    long revision = Long.parseLong(parts.get(0));
    String[] sent = parts.get(1).split(":");
    long[] name = numbers(sent[0], "@");
    Frozen frozen = new Frozen(name[0], name[1], operation(sent[1]));
    Operation outstanding = operation(parts.get(2));
    return parts.size() == 3
        ? new AwaitingAck(ME, revision, frozen, outstanding)
        : new AwaitingAckWithBuffer(
            ME, revision, frozen, outstanding, Buffer.of(operation(parts.get(3))));
  }

  static Step step(String notation) {
    String[] words = notation.strip().split(" ", 2);
    String rest = words[1];
    if (!words[0].equals("own") && !words[0].equals("fold")) {
      return new Step.One(words[0], 1, operation(rest));
    }
    String[] numberAndOperation = rest.split(" ", 2);
    int number = Integer.parseInt(numberAndOperation[0]);
    Operation operation = operation(numberAndOperation[1]);
    return words[0].equals("own")
        ? new Step.One(ME, number, operation)
        : new Step.Folded(number, operation);
  }

  private static long[] numbers(String text, String separator) {
    return Stream.of(text.strip().split(separator)).mapToLong(Long::parseLong).toArray();
  }
}
