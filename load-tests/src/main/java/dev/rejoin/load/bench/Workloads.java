package dev.rejoin.load.bench;

import dev.rejoin.load.TraceReader;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.OperationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Edits to measure with; the same for the same seed. */
final class Workloads {
  private Workloads() {}

  static List<Operation> trace(String name) {
    try {
      return TraceReader.bundled(name).operations();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * One person: a few dozen keystrokes in one place, a fifth of them backspaces, then elsewhere.
   */
  static List<Operation> typing(int length, int edits, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Operation> operations = new ArrayList<>(edits);
    int at = 0;
    int left = 0;
    int now = length;
    while (operations.size() < edits) {
      if (left-- == 0) {
        at = random.nextInt(now + 1);
        left = 5 + random.nextInt(40);
      }
      boolean backspace = at > 0 && random.nextInt(5) == 0;
      Operation edit = backspace ? delete(now, at - 1) : insert(now, at, letter(random));
      at += backspace ? -1 : 1;
      now = edit.targetLength();
      operations.add(edit);
    }
    return operations;
  }

  /** A keystroke anywhere in the document, two inserts for a delete: nothing joins up. */
  static List<Operation> scattered(int length, int edits, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Operation> operations = new ArrayList<>(edits);
    int now = length;
    while (operations.size() < edits) {
      int at = 1 + random.nextInt(now - 1);
      boolean deletes = random.nextInt(3) == 0;
      Operation edit = deletes ? delete(now, at) : insert(now, at, letter(random));
      now = edit.targetLength();
      operations.add(edit);
    }
    return operations;
  }

  /** {@code people} carets spread over the document; each next letter is typed at one of them. */
  static List<Operation> carets(int length, int people, int edits, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Operation> operations = new ArrayList<>(edits);
    long[] carets = new long[people];
    for (int person = 0; person < people; person++) {
      carets[person] = 1 + (long) (length - 1) * person / people;
    }
    int now = length;
    while (operations.size() < edits) {
      int person = random.nextInt(people);
      operations.add(insert(now++, (int) carets[person], letter(random)));
      for (int behind = person; behind < people; behind++) {
        carets[behind]++;
      }
    }
    return operations;
  }

  /** An operation of ten components on a document of {@code length} units, at least 50. */
  static Operation tenComponents(int length, SplittableRandom random) {
    OperationBuilder builder = Operation.builder();
    int left = length;
    for (int i = 0; i < 3; i++) {
      int kept = 1 + random.nextInt(length / 8);
      int deleted = 1 + random.nextInt(4);
      builder.retain(kept).insert("abcd".substring(random.nextInt(4))).remove(deleted);
      left -= kept + deleted;
    }
    return builder.retain(left).build();
  }

  private static Operation insert(int length, int at, String text) {
    return Operation.builder().retain(at).insert(text).retain(length - at).build();
  }

  private static Operation delete(int length, int at) {
    return Operation.builder().retain(at).remove(1).retain(length - at - 1).build();
  }

  private static String letter(SplittableRandom random) {
    return String.valueOf((char) ('a' + random.nextInt(26)));
  }
}
