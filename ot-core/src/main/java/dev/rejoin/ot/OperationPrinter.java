package dev.rejoin.ot;

import java.util.StringJoiner;

/** A sink that writes components for people. */
final class OperationPrinter implements OperationSink {
  private final StringJoiner joiner = new StringJoiner(",", "[", "]");

  @Override
  public void retain(int length, Attributes attributes) {
    joiner.add(length + suffix(attributes));
  }

  @Override
  public void insert(String text, Attributes attributes) {
    joiner.add('"' + text + '"' + suffix(attributes));
  }

  @Override
  public void insert(Embed embed, Attributes attributes) {
    joiner.add("<" + embed.kind() + ":" + embed.value() + ">" + suffix(attributes));
  }

  @Override
  public void delete(int length) {
    joiner.add("-" + length);
  }

  private static String suffix(Attributes attributes) {
    return attributes.isEmpty() ? "" : attributes.toString();
  }

  @Override
  public String toString() {
    return joiner.toString();
  }
}
