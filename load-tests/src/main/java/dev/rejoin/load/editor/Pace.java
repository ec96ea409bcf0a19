package dev.rejoin.load.editor;

/**
 * How fast an editor types.
 *
 * @param ahead how many edits it types at most while an operation is in flight; they become the
 *     next operation. 0: each edit is its own operation and waits for its acknowledgement
 * @param editsPerSecond 0: as fast as {@code ahead} lets it
 */
public record Pace(int ahead, int editsPerSecond) {

  public Pace {
    if (ahead < 0 || editsPerSecond < 0) {
      throw new IllegalArgumentException(
          "ahead " + ahead + ", " + editsPerSecond + " edits a second; neither may be negative");
    }
  }

  /** Each edit its own operation, the next when it is acknowledged. */
  public static Pace single() {
    return new Pace(0, 0);
  }

  /** As fast as the acknowledgements come. */
  public static Pace ahead(int edits) {
    return new Pace(edits, 0);
  }

  /** Like a person, who goes on typing whatever the network does. */
  public static Pace perSecond(int edits) {
    return new Pace(Integer.MAX_VALUE, edits);
  }

  boolean isTimed() {
    return editsPerSecond > 0;
  }
}
