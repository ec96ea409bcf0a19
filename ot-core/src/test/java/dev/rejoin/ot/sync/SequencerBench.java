package dev.rejoin.ot.sync;

import static dev.rejoin.ot.sync.StateNotation.operation;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Outcome.Accepted;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sequencer at hand, with operations in notation. */
final class SequencerBench {
  static final long NO_WEIGHT_LIMIT = 1L << 40;

  final Sequencer sequencer;

  SequencerBench(Sequencer sequencer) {
    this.sequencer = sequencer;
  }

  /** An empty document. */
  static SequencerBench empty() {
    return empty(DocumentType.TEXT, SequencerLimits.NONE);
  }

  static SequencerBench empty(DocumentType type, SequencerLimits limits) {
    return new SequencerBench(
        new Sequencer(
            Document.empty(type), 0, 0, Map.of(), new FoldedLog(0, NO_WEIGHT_LIMIT), limits));
  }

  /** A document whose first entry, by "origin", inserted {@code text}. */
  static SequencerBench holding(String text) {
    SequencerBench bench = empty();
    bench.store("origin", 1, 0, "'" + text + "'");
    return bench;
  }

  Outcome submit(String site, long sequence, long revision, String notation) {
    return sequencer.submit(
        new Submission(site, sequence, revision, operation(notation), "~" + site, 1_000));
  }

  /** The same, with the entries that it asked for. */
  Outcome submit(String site, long sequence, long revision, String notation, List<Entry> past) {
    Recall recall = new Recall(revision);
    past.forEach(recall::add);
    return sequencer.submit(
        new Submission(site, sequence, revision, operation(notation), "~" + site, 1_000),
        Optional.of(recall.past()));
  }

  /** Submits what has to be accepted, and commits it. */
  Entry store(String site, long sequence, long revision, String notation) {
    Outcome outcome = submit(site, sequence, revision, notation);
    if (!(outcome instanceof Accepted accepted)) {
      throw new AssertionError(outcome);
    }
    sequencer.commit();
    return accepted.entry();
  }

  String text() {
    return sequencer.document().text();
  }

  /** All that can be seen of a sequencer. */
  record View(long head, String text, List<Entry> staged, LastEntry alice, LastEntry bob) {}

  View view() {
    return new View(
        sequencer.head(),
        text(),
        sequencer.staged(),
        sequencer.lastEntry("alice"),
        sequencer.lastEntry("bob"));
  }
}
