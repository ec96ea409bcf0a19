package dev.rejoin.ot.sync.simulation;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.LastEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The store: it appends if the head is still the expected one, and forgets nothing. */
final class SharedLog {
  final DocumentType type;
  private final List<Entry> entries = new ArrayList<>();

  /** Nodes act as if the entries up to here were gone; the verdict still reads them. */
  long floor;

  SharedLog(DocumentType type) {
    this.type = type;
  }

  int head() {
    return entries.size();
  }

  /** Whether the entries were taken; if not, somebody was faster. */
  boolean append(long expectedHead, List<Entry> added) {
    if (expectedHead != head()) {
      return false;
    }
    entries.addAll(added);
    return true;
  }

  Entry entry(long revision) {
    return entries.get((int) revision - 1);
  }

  /** The entries after {@code from}, up to {@code to}. */
  List<Entry> entries(long from, long to) {
    return List.copyOf(entries.subList((int) from, (int) to));
  }

  /** The document at a revision. */
  Document document(long revision) {
    Document document = Document.empty(type);
    entries(0, revision).forEach(entry -> document.apply(entry.operation()));
    return document;
  }

  /** The last entry of every site, at the head. */
  Map<String, LastEntry> sites() {
    Map<String, LastEntry> sites = new HashMap<>();
    for (Entry entry : entries) {
      sites.put(entry.site(), new LastEntry(entry.sequence(), entry.revision()));
    }
    return sites;
  }
}
