package dev.rejoin.server.storage;

import dev.rejoin.ot.sync.Entry;
import java.util.List;

/** What became of an append. */
public sealed interface AppendResult {

  /** The entries are in the log, as durably as it says. */
  record Stored() implements AppendResult {}

  /**
   * The log was further on. These are the entries from the expected head on, in order; perhaps not
   * all of them, but at least one. Nothing was stored.
   */
  record Missed(List<Entry> entries) implements AppendResult {
    public Missed {
      entries = List.copyOf(entries);
      if (entries.isEmpty()) {
        throw new IllegalArgumentException("missed no entry");
      }
    }
  }

  /**
   * There is no such document, or one of another lineage, or its log ends before the expected head
   * (a restored backup). Open it again.
   */
  record Gone() implements AppendResult {}
}
