package dev.rejoin.ot.testing;

import dev.rejoin.ot.Attributes;
import dev.rejoin.ot.Embed;
import dev.rejoin.ot.OperationSink;

/** Takes content and keeps its units. */
final class TextSink implements OperationSink {
  private final StringBuilder text = new StringBuilder();

  @Override
  public void retain(int length, Attributes attributes) {
    throw new AssertionError("content has no retains");
  }

  @Override
  public void insert(String inserted, Attributes attributes) {
    text.append(inserted);
  }

  @Override
  public void insert(Embed embed, Attributes attributes) {
    text.append(Embed.UNIT);
  }

  @Override
  public void delete(int length) {
    throw new AssertionError("content has no deletes");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
