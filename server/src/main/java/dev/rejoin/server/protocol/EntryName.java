package dev.rejoin.server.protocol;

/** Names one entry of a log, for ever. On the wire {@code [site, seq]}. */
public record EntryName(String site, long sequence) {
  public EntryName {
    Ids.requireSite(site);
    Numbers.requireSequence(sequence);
  }
}
