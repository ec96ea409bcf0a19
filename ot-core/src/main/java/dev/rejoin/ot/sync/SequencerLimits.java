package dev.rejoin.ot.sync;

/**
 * How large a document and one operation may become.
 *
 * @param maxDocumentLength in UTF-16 units; an operation that makes a longer document still longer
 *     is {@link Refusal#FULL}, one that shortens it is welcome
 * @param maxOperationWeight in bytes of heap, as {@code Operation.weight()} counts them; heavier is
 *     {@link Refusal#TOO_LARGE}
 */
public record SequencerLimits(long maxDocumentLength, long maxOperationWeight) {

  /** No limit at all: for tests and tools. */
  public static final SequencerLimits NONE = new SequencerLimits(Long.MAX_VALUE, Long.MAX_VALUE);

  public SequencerLimits {
    if (maxDocumentLength < 1 || maxOperationWeight < 1) {
      throw new IllegalArgumentException(
          "limits of " + maxDocumentLength + " units, " + maxOperationWeight + " bytes");
    }
  }
}
