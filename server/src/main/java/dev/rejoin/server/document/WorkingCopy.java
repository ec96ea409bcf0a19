package dev.rejoin.server.document;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.FoldedLog;
import dev.rejoin.ot.sync.LastEntry;
import dev.rejoin.ot.sync.Outcome;
import dev.rejoin.ot.sync.Past;
import dev.rejoin.ot.sync.Sequencer;
import dev.rejoin.ot.sync.SequencerLimits;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.ot.sync.Submission;
import dev.rejoin.server.codec.ContentJson;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.Access;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.ResetReason;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.storage.Snapshot;
import dev.rejoin.server.storage.StoredDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document in memory: what the log says, and on top of it what is staged and not stored yet.
 * Content and hash may be asked for only while nothing is staged; all else is always as of {@link
 * #head}.
 */
final class WorkingCopy {

  private final StoredDocument stored;
  private final FoldedLog recent;
  private final Sequencer sequencer;
  private Optional<EntryName> lastName;
  private int length;

  /** Of the entries behind the last snapshot, roughly. */
  private long bytesBehindSnapshot;

  /** As of the head, and only if somebody asked for it. */
  private Optional<ContentJson> content = Optional.empty();

  private WorkingCopy(StoredDocument stored, FoldedLog recent, Sequencer sequencer) {
    this.stored = stored;
    this.recent = recent;
    this.sequencer = sequencer;
    this.lastName = lastName(stored);
    this.length = sequencer.document().length();
    this.bytesBehindSnapshot = weight(stored.entries());
  }

  /**
   * The copy of a document as it was read. Fails if its entries do not follow from its snapshot.
   */
  static WorkingCopy of(StoredDocument stored, Limits limits) {
    Document document = Document.of(Content.of(stored.type(), stored.snapshot().content()));
    FoldedLog recent = new FoldedLog(stored.snapshot().revision(), limits.recentLogWeightBytes());
    for (Entry entry : stored.entries()) {
      document.apply(entry.operation());
      recent.append(entry);
    }
    Map<String, LastEntry> sites = new HashMap<>(stored.sites());
    SequencerLimits bounds =
        new SequencerLimits(limits.maxDocumentLength(), SequencerLimits.NONE.maxOperationWeight());
    return new WorkingCopy(
        stored,
        recent,
        new Sequencer(document, stored.head(), stored.floor(), sites, recent, bounds));
  }

  private static Optional<EntryName> lastName(StoredDocument stored) {
    if (!stored.entries().isEmpty()) {
      return Optional.of(nameOf(stored.entries().get(stored.entries().size() - 1)));
    }
    return stored.sites().entrySet().stream()
        .filter(site -> site.getValue().revision() == stored.head() && stored.head() > 0)
        .map(site -> new EntryName(site.getKey(), site.getValue().sequence()))
        .findAny();
  }

  String id() {
    return stored.id();
  }

  DocumentType type() {
    return stored.type();
  }

  String lineage() {
    return stored.lineage();
  }

  /** Whether anything can be written. */
  Access access() {
    return stored.damage().isPresent() ? Access.READ : Access.WRITE;
  }

  /** What is wrong with the rest of the log, if this is only the part of it that is known. */
  Optional<String> damage() {
    return stored.damage();
  }

  /** The revision that the log reaches back to, as far as is known here. */
  long floor() {
    return sequencer.floor();
  }

  /** The log turned out to reach back no further than this. */
  void raiseFloor(long revision) {
    sequencer.raiseFloor(revision);
  }

  /** The revision that is stored. */
  long head() {
    return sequencer.head();
  }

  /** The name of the entry that made the head; empty at revision 0. */
  Optional<EntryName> lastName() {
    return lastName;
  }

  /** The last sequence number of a site that is stored, 0 if none. */
  long lastSequence(String site) {
    return sequencer.lastEntry(site).sequence();
  }

  /** Stages one edit, or says why not: see {@link Sequencer#submit(Submission, Optional)}. */
  Outcome submit(Submission submission, Optional<Past> past) {
    return sequencer.submit(submission, past);
  }

  List<Entry> staged() {
    return sequencer.staged();
  }

  /** What was staged is stored. */
  void commit() {
    remember(sequencer.staged());
    sequencer.commit();
  }

  /** What was staged is not stored. */
  void rollback() {
    sequencer.rollback();
  }

  /** Takes in what others stored. */
  void learn(List<Entry> entries) {
    remember(entries);
    sequencer.learn(entries);
  }

  private void remember(List<Entry> entries) {
    if (!entries.isEmpty()) {
      Entry last = entries.get(entries.size() - 1);
      lastName = Optional.of(nameOf(last));
      bytesBehindSnapshot += weight(entries);
      length = last.operation().targetLength();
      content = Optional.empty();
    }
  }

  private static long weight(List<Entry> entries) {
    return entries.stream().mapToLong(entry -> entry.operation().weight()).sum();
  }

  static EntryName nameOf(Entry entry) {
    return new EntryName(entry.site(), entry.sequence());
  }

  /** Whether memory reaches back to {@code revision}. */
  boolean covers(long revision) {
    return recent.covers(revision);
  }

  /** The revision that memory reaches back to. */
  long oldest() {
    return recent.from();
  }

  /** The steps from a revision that memory {@linkplain #covers covers} to the head. */
  List<Step> steps(String receiver, long from) {
    return recent.steps(receiver, from, head());
  }

  /** What happened from a revision that memory covers to the head, as one operation. */
  Operation fold(long from) {
    return from == head() ? Operation.identity(length) : recent.fold(from, head());
  }

  /** The name of the entry that made {@code revision}, if memory holds it. */
  Optional<EntryName> nameAt(long revision) {
    if (revision == head()) {
      return lastName;
    }
    return covers(revision - 1) ? Optional.of(nameOf(recent.entry(revision))) : Optional.empty();
  }

  /** Why a client cannot go on from where it stands, as far as can be said without reading. */
  Optional<ResetReason> objection(ResumePoint point) {
    if (!isOnThisLog(point)) {
      return Optional.of(ResetReason.DIVERGED);
    }
    return point.revision() < floor() || cannotBeProved(point.revision())
        ? Optional.of(ResetReason.COMPACTED)
        : Optional.empty();
  }

  private boolean isOnThisLog(ResumePoint point) {
    return point.revision() <= head()
        && (point.lineage().equals(lineage()) || isBeforeTheBranch(point));
  }

  /**
   * Whether it is of a lineage that this one branched off from, and of the part that they share.
   */
  private boolean isBeforeTheBranch(ResumePoint point) {
    return stored.ancestors().stream()
        .anyMatch(
            ancestor ->
                ancestor.lineage().equals(point.lineage()) && point.revision() <= ancestor.until());
  }

  /** The entry that made the floor is gone, and with it the name that a client knows it by. */
  private boolean cannotBeProved(long revision) {
    return revision == floor() && revision > 0 && nameAt(revision).isEmpty();
  }

  /** The content at the head, made once a revision however many ask. */
  ContentJson content() {
    requireNothingStaged();
    if (content.isEmpty()) {
      Operation inserts = sequencer.document().snapshot().toOperation();
      content = Optional.of(new ContentJson(type(), inserts));
    }
    return content.get();
  }

  /** How long the document is, in UTF-16 units. */
  int length() {
    return length;
  }

  int hash() {
    requireNothingStaged();
    return sequencer.document().hash();
  }

  /** The revision of the snapshot that this copy was read from. */
  long snapshotRevision() {
    return stored.snapshot().revision();
  }

  /** How many bytes of entries have to be read to load this document, roughly. */
  long bytesBehindSnapshot() {
    return bytesBehindSnapshot;
  }

  /** A snapshot of the head, which is going to be saved. */
  Snapshot takeSnapshot() {
    bytesBehindSnapshot = 0;
    return new Snapshot(head(), content().content());
  }

  private void requireNothingStaged() {
    if (!sequencer.staged().isEmpty()) {
      throw new IllegalStateException(
          "asked for content with " + sequencer.staged().size() + " entries staged");
    }
  }
}
