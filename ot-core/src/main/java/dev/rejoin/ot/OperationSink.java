package dev.rejoin.ot;

/**
 * Where components go, from left to right. A builder, a JSON writer and a printer are all sinks, so
 * an operation is walked in one way only: {@link Operation#emitTo}.
 */
public interface OperationSink {
  /** Keeps {@code length} units; sets or removes {@code attributes} there, if there are any. */
  void retain(int length, Attributes attributes);

  /** Puts {@code text} here. */
  void insert(String text, Attributes attributes);

  /** Puts a thing of one unit here. */
  void insert(Embed embed, Attributes attributes);

  /** Removes {@code length} units. */
  void delete(int length);
}
