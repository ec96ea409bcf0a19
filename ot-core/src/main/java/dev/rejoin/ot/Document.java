package dev.rejoin.ot;

/**
 * A document that is being edited: text, and for rich text what it looks like. Operations go in
 * whole or not at all. Mutable, for one thread; {@link #snapshot} gives away what stays as it is.
 *
 * <pre>
 *   text    |Hello, wor|ld!|￼|        chunks of UTF-16 units, see ChunkedText
 *   look    | none | bold |embed|     runs of attributes, see Look; only in rich text
 * </pre>
 */
public final class Document implements Content {
  private final DocumentType type;
  private final ChunkedText text;

  /** One run a stretch of equal attributes, one an embed; null in a type without looks. */
  private final Look look;

  private Document(DocumentType type, ChunkedText text, Look look) {
    this.type = type;
    this.text = text;
    this.look = look;
  }

  /** A document without a unit, as every document is at revision 0. */
  public static Document empty(DocumentType type) {
    Look look = type == DocumentType.RICH_TEXT ? new Look() : null;
    return new Document(type, new ChunkedText(), look);
  }

  /** A document that begins with {@code content} and goes its own way. */
  public static Document of(Content content) {
    if (content instanceof Frozen frozen) {
      return frozen.document().copy();
    }
    Document document = empty(content.type());
    document.apply(content.toOperation());
    return document;
  }

  /** A document that holds {@code text} without attributes. */
  public static Document of(DocumentType type, String text) {
    Document document = empty(type);
    document.apply(Operation.builder().insert(text).build());
    return document;
  }

  @Override
  public DocumentType type() {
    return type;
  }

  @Override
  public int length() {
    return text.length();
  }

  /**
   * Whether {@code operation} can be applied: it fits the length and the type of this document, and
   * cuts no surrogate pair.
   *
   * @throws InvalidOperationException naming the rule that it breaks
   */
  public void check(Operation operation) {
    if (operation.baseLength() != text.length()) {
      throw InvalidOperationException.baseLength(operation.baseLength(), text.length());
    }
    if (look == null && !operation.isPlain()) {
      throw InvalidOperationException.notInThisType(firstWithExtra(operation));
    }
    int position = 0;
    for (int run : operation.runs) {
      if (Run.kind(run) != Run.INSERT) {
        position += Run.length(run);
        // The text is well-formed, so before a second half there is always a first one.
        if (position < text.length() && Character.isLowSurrogate(text.charAt(position))) {
          throw InvalidOperationException.splitsPair(position - 1);
        }
      }
    }
  }

  private static int firstWithExtra(Operation operation) {
    int component = 0;
    while (operation.extras[component] == null) {
      component++;
    }
    return component;
  }

  /**
   * Does {@code operation}.
   *
   * @throws InvalidOperationException if {@link #check} does; nothing has changed then
   */
  public void apply(Operation operation) {
    check(operation);
    if (look != null) {
      look.apply(operation);
    }
    int position = 0;
    int inserted = 0;
    for (int run : operation.runs) {
      int length = Run.length(run);
      switch (Run.kind(run)) {
        case Run.INSERT -> {
          text.insert(position, operation.text, inserted, length);
          inserted += length;
          position += length;
        }
        case Run.DELETE -> text.delete(position, length);
        default -> position += length;
      }
    }
  }

  /** What the document holds now; shares the text with it until either is edited. */
  public Content snapshot() {
    return new Frozen(copy());
  }

  private Document copy() {
    return new Document(type, text.copy(), look == null ? null : look.copy());
  }

  @Override
  public void emit(int from, int to, OperationSink sink) {
    if (from < 0 || from > to || to > length()) {
      throw new IndexOutOfBoundsException(
          "units " + from + " to " + to + " of a document of " + length());
    }
    if (from == to) {
      return;
    }
    if (look == null) {
      sink.insert(text.substring(from, to), Attributes.NONE);
    } else {
      look.emit(from, to, text, sink);
    }
  }

  /** The text; an embed is {@link Embed#UNIT}. */
  public String text() {
    return text.substring(0, text.length());
  }

  /** FNV-1a, 32 bits, over the units, low byte first: what clients compare their text with. */
  public int hash() {
    return text.hash();
  }

  /** A document that nobody edits any more, shown as content only. */
  private record Frozen(Document document) implements Content {
    @Override
    public DocumentType type() {
      return document.type();
    }

    @Override
    public int length() {
      return document.length();
    }

    @Override
    public void emit(int from, int to, OperationSink sink) {
      document.emit(from, to, sink);
    }
  }
}
