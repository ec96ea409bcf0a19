package dev.rejoin.ot;

/** What a document holds at one revision, readable by stretches. */
public interface Content {
  DocumentType type();

  /** In UTF-16 units; an embed counts as one. */
  int length();

  /**
   * Gives the units {@code from} (inclusive) to {@code to} (exclusive) to {@code sink} as inserts.
   */
  void emit(int from, int to, OperationSink sink);

  /** The whole content as one operation on the empty document. */
  default Operation toOperation() {
    OperationBuilder inserts = Operation.builder();
    emit(0, length(), inserts);
    return inserts.build();
  }

  /** Content given as an operation of inserts only. */
  static Content of(DocumentType type, Operation inserts) {
    return new InsertedContent(type, inserts);
  }
}
