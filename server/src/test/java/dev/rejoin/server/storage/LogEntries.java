package dev.rejoin.server.storage;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import java.util.ArrayList;
import java.util.List;

/** Entries for tests: each appends one letter, so the text tells which entries there were. */
public final class LogEntries {
  public static final String SITE = "site-1234567";

  private LogEntries() {}

  /** The entry of that revision, the sequence being the same number. */
  public static Entry entry(long revision) {
    return entry(revision, SITE, revision);
  }

  public static Entry entry(long revision, String site, long sequence) {
    return new Entry(revision, site, sequence, "~Ada", 1_000 + revision, letter(revision));
  }

  /** The entries {@code from + 1} to {@code to}. */
  public static List<Entry> entries(long from, long to) {
    List<Entry> entries = new ArrayList<>();
    for (long revision = from + 1; revision <= to; revision++) {
      entries.add(entry(revision));
    }
    return entries;
  }

  /** What the document is at that revision. */
  public static Snapshot snapshot(long revision) {
    StringBuilder text = new StringBuilder();
    for (long i = 1; i <= revision; i++) {
      text.append(character(i));
    }
    return new Snapshot(revision, Operation.builder().insert(text.toString()).build());
  }

  private static Operation letter(long revision) {
    return Operation.builder().retain((int) revision - 1).insert(character(revision)).build();
  }

  private static String character(long revision) {
    return String.valueOf((char) ('a' + revision % 26));
  }
}
