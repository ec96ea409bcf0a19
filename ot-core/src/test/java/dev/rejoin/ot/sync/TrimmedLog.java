package dev.rejoin.ot.sync;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A stored log, of which a sequencer is given only the end. */
final class TrimmedLog {
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, LastEntry> sites = new HashMap<>();
  private final Document document = Document.empty(DocumentType.TEXT);

  /** One entry by each of {@code sites}, in this order: "a", "b", "c" … are appended. */
  static TrimmedLog of(String... sites) {
    TrimmedLog log = new TrimmedLog();
    for (String site : sites) {
      log.append(site);
    }
    return log;
  }

  /** Entries that were stored elsewhere. */
  static TrimmedLog of(List<Entry> stored) {
    TrimmedLog log = new TrimmedLog();
    stored.forEach(log::append);
    return log;
  }

  private void append(String site) {
    int revision = entries.size() + 1;
    LastEntry last = sites.getOrDefault(site, LastEntry.NONE);
    String letter = Character.toString('a' + revision - 1);
    String notation = revision == 1 ? "'a'" : (revision - 1) + " '" + letter + "'";
    append(
        new Entry(
            revision, site, last.sequence() + 1, "~" + site, 0, StateNotation.operation(notation)));
  }

  private void append(Entry entry) {
    entries.add(entry);
    sites.put(entry.site(), new LastEntry(entry.sequence(), entry.revision()));
    document.apply(entry.operation());
  }

  /** The entries after {@code from}, up to {@code to}. */
  List<Entry> entries(int from, int to) {
    return entries.subList(from, to);
  }

  /** A sequencer at the end of this log that remembers the entries after {@code from} only. */
  SequencerBench withFloor(long floor, int from) {
    return sequencer(floor, from, SequencerLimits.NONE);
  }

  SequencerBench withLimits(SequencerLimits limits) {
    return sequencer(0, 0, limits);
  }

  private SequencerBench sequencer(long floor, int from, SequencerLimits limits) {
    FoldedLog recent = new FoldedLog(from, SequencerBench.NO_WEIGHT_LIMIT);
    entries(from, entries.size()).forEach(recent::append);
    return new SequencerBench(
        new Sequencer(
            Document.of(document.snapshot()), entries.size(), floor, sites, recent, limits));
  }
}
