package dev.rejoin.ot;

/**
 * Makes operations from left to right. Neighbours of one kind become one component and empty ones
 * vanish, so whatever is put in, a canonical operation comes out. Inserts and deletes that stand
 * side by side keep their order.
 */
public final class OperationBuilder implements OperationSink {
  private final RunBuffer runs = new RunBuffer(4);
  private final StringBuilder text = new StringBuilder();

  OperationBuilder() {}

  /** Keeps {@code length} units. */
  public OperationBuilder retain(int length) {
    runs.makeRoom();
    runs.retain(nonNegative(length), null);
    return this;
  }

  /** Puts {@code inserted} here; it must hold no lone surrogate. */
  public OperationBuilder insert(String inserted) {
    insert(inserted, Attributes.NONE);
    return this;
  }

  @Override
  public void retain(int length, Attributes attributes) {
    runs.makeRoom();
    runs.retain(nonNegative(length), extra(attributes));
  }

  @Override
  public void insert(String inserted, Attributes attributes) {
    Surrogates.requireWellFormed(inserted);
    requireNoRemoval(attributes);
    runs.makeRoom();
    runs.insert(inserted.length(), extra(attributes));
    text.append(inserted);
  }

  @Override
  public void insert(Embed embed, Attributes attributes) {
    requireNoRemoval(attributes);
    runs.makeRoom();
    runs.insert(1, new Embedded(embed, attributes));
    text.append(Embed.UNIT);
  }

  @Override
  public void delete(int length) {
    runs.makeRoom();
    runs.delete(nonNegative(length));
  }

  /** {@link #delete}, for chains. */
  public OperationBuilder remove(int length) {
    delete(length);
    return this;
  }

  public Operation build() {
    return runs.toOperation(Letters.text(text));
  }

  private static Object extra(Attributes attributes) {
    return attributes.isEmpty() ? null : attributes;
  }

  private static int nonNegative(int length) {
    if (length < 0) {
      throw InvalidOperationException.negative(length);
    }
    return length;
  }

  private static void requireNoRemoval(Attributes attributes) {
    if (attributes.removesAny()) {
      throw InvalidOperationException.badAttribute(
          "an insert removes attributes that it never had: " + attributes);
    }
  }
}
