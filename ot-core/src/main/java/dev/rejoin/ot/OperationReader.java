package dev.rejoin.ot;

/**
 * Takes components exactly as they came from outside, and refuses what a builder would mend: empty
 * components, neighbours that could be one, lone surrogates, and what the type does not know. Two
 * operations that mean the same are therefore the same bytes.
 */
public final class OperationReader implements OperationSink {
  private final DocumentType type;
  private final OperationBuilder builder = new OperationBuilder();
  private int components;
  private int lastKind = Run.END;
  private Attributes lastAttributes = Attributes.NONE;

  public OperationReader(DocumentType type) {
    this.type = type;
  }

  @Override
  public void retain(int length, Attributes attributes) {
    enter(Run.RETAIN, length, attributes);
    builder.retain(length, attributes);
  }

  @Override
  public void insert(String text, Attributes attributes) {
    enter(Run.INSERT, text.length(), attributes);
    builder.insert(text, attributes);
  }

  @Override
  public void insert(Embed embed, Attributes attributes) {
    if (type == DocumentType.TEXT) {
      throw InvalidOperationException.notInThisType(components);
    }
    builder.insert(embed, attributes);
    components++;
    // An embed merges with nothing, so whatever follows is no neighbour of its kind.
    lastKind = Run.END;
  }

  @Override
  public void delete(int length) {
    enter(Run.DELETE, length, Attributes.NONE);
    builder.delete(length);
  }

  private void enter(int kind, int length, Attributes attributes) {
    if (length < 0) {
      throw InvalidOperationException.negative(length);
    }
    if (length == 0) {
      throw InvalidOperationException.empty(components, "has length 0");
    }
    if (type == DocumentType.TEXT && !attributes.isEmpty()) {
      throw InvalidOperationException.notInThisType(components);
    }
    if (kind == lastKind && attributes.equals(lastAttributes)) {
      throw InvalidOperationException.notCanonical(
          components, "could be one with component " + (components - 1));
    }
    components++;
    lastKind = kind;
    lastAttributes = attributes;
  }

  /** How many components were taken so far. */
  public int componentCount() {
    return components;
  }

  /** The operation of all that was taken. */
  public Operation finish() {
    return builder.build();
  }
}
