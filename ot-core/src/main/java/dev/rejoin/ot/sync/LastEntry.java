package dev.rejoin.ot.sync;

/**
 * The last entry of one site in a log, which is all that a log has to remember of a site.
 *
 * @param sequence how many operations of the site the log holds
 * @param revision the revision of the last of them
 */
public record LastEntry(long sequence, long revision) {

  /** Of a site that the log does not know. */
  public static final LastEntry NONE = new LastEntry(0, 0);

  public LastEntry {
    if (sequence < 0 || revision < sequence) {
      throw new IllegalArgumentException("sequence " + sequence + " at revision " + revision);
    }
  }
}
