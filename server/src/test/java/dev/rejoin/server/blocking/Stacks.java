package dev.rejoin.server.blocking;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells from what a thread is just doing whether an event loop may do it. */
final class Stacks {

  private static final List<String> FILES_AND_STORES =
      List.of(
          "org.sqlite.",
          "java.sql.",
          "sun.nio.fs.",
          "sun.nio.ch.FileChannelImpl",
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.RandomAccessFile");

  /**
   * A class that is loaded comes from a file, and a line of the log goes to one: both are short.
   */
  private static final List<String> EXCUSED =
      List.of(
          "java.lang.ClassLoader",
          "jdk.internal.loader.",
          "java.util.ServiceLoader",
          "java.util.logging.",
          "java.io.PrintStream",
          "java.lang.invoke.",
          // The system's source of random bytes looks like a file, and never keeps anybody waiting.
          "sun.security.provider.NativePRNG");

  /** Threads meet at a lock for as long as another one holds it; that is not to wait for work. */
  private static final List<String> LOCKS =
      List.of("java.util.concurrent.locks.ReentrantLock", "java.util.concurrent.ConcurrentHashMap");

  /** State and stack are not read at one moment: both have to say so. */
  private static final List<String> WAITING_AT =
      List.of(
          "jdk.internal.misc.Unsafe.park",
          "java.lang.Object.wait",
          "java.lang.Object.wait0",
          "java.lang.Thread.sleep",
          "java.lang.Thread.sleep0");

  private static final List<String> HANDLERS = List.of("dev.rejoin.", "io.vertx.");

  private static final int SHOWN = 25;

  private Stacks() {}

  /** What is wrong with what it does, if anything. */
  static Optional<String> complaint(Thread.State state, StackTraceElement[] stack) {
    if (has(stack, EXCUSED) || !has(stack, HANDLERS)) {
      return Optional.empty();
    }
    if (has(stack, FILES_AND_STORES)) {
      return Optional.of("reads or writes files");
    }
    boolean waits = state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    boolean isWaiting = waits && WAITING_AT.contains(top(stack)) && !has(stack, LOCKS);
    return isWaiting ? Optional.of("waits") : Optional.empty();
  }

  private static String top(StackTraceElement[] stack) {
    return stack.length == 0 ? "" : stack[0].getClassName() + "." + stack[0].getMethodName();
  }

  private static boolean has(StackTraceElement[] stack, List<String> prefixes) {
    return Arrays.stream(stack)
        .anyMatch(frame -> prefixes.stream().anyMatch(frame.getClassName()::startsWith));
  }

  static String text(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .limit(SHOWN)
        .map(frame -> "\n    at " + frame)
        .collect(Collectors.joining());
  }
}
