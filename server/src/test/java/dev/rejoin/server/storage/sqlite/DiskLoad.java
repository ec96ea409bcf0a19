package dev.rejoin.server.storage.sqlite;

import static dev.rejoin.server.storage.Futures.await;
import static dev.rejoin.server.storage.LogEntries.entries;
import static dev.rejoin.server.storage.LogEntries.snapshot;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.AppendResult;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import dev.rejoin.server.storage.StoredDocument;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a server does to its store: new documents, appends of many people in one transaction,
 * snapshots, trimming, checkpoints, backups, restarts. In an order that comes from a seed.
 */
final class DiskLoad {
  private static final int MAX_DOCUMENTS = 6;
  private static final int MAX_ENTRIES = 12;
  private static final int MAX_BACKUPS = 3;
  private static final int CHECKPOINT_PAGES = 24;

  private final Path directory;
  private final SplitMix64 random;
  private final Function<Sql, Transaction> transactions;
  private final Journal journal;
  private SqliteDocumentLog log;
  private Gate gate;
  private int documents;
  private int backups;

  /** Hears what is asked for and what becomes of it, on the thread that says so. */
  interface Journal {
    void take(Step step);

    void refused(StorageException refusal);
  }

  DiskLoad(
      Path directory, SplitMix64 random, Function<Sql, Transaction> transactions, Journal journal) {
    this.directory = directory;
    this.random = random;
    this.transactions = transactions;
    this.journal = journal;
  }

  static String lineage(String document) {
    return "lineage-" + document;
  }

  /** The production one, with checkpoints so often that a short load has some. */
  static Transaction usual(Sql sql) {
    return Transaction.of(sql, new Checkpoint(sql, CHECKPOINT_PAGES, 1));
  }

  /** The store stays open. */
  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      try {
        step();
      } catch (StorageException refusal) {
        journal.refused(refusal);
      }
    }
  }

  private void step() {
    if (log == null) {
      open();
    } else if (documents == 0) {
      create();
    } else {
      any();
    }
  }

  private void any() {
    switch (random.below(16)) {
      case 0, 1 -> create();
      case 2, 3 -> saveSnapshot(someDocument());
      case 4 -> trim(someDocument());
      case 5 -> backUp();
      case 6 -> close();
      case 7, 8, 9 -> appendTo(someDocument());
      default -> appendToMany();
    }
  }

  private void open() {
    log =
        SqliteDocumentLog.open(
            directory,
            Limits.DEFAULT,
            sql -> {
              gate = new Gate(transactions.apply(sql));
              return gate;
            });
    journal.take(new Step(Step.Kind.OPEN, true, "-", 0));
    while (await(log.open("doc" + documents)).isPresent()) {
      documents++;
    }
  }

  void close() {
    if (log != null) {
      SqliteDocumentLog closing = log;
      log = null;
      await(closing.close());
    }
  }

  boolean isOpen() {
    return log != null;
  }

  /** What is answered to somebody who writes now, if it is no. */
  Optional<Reason> refusal() {
    try {
      if (documents == 0) {
        create();
      } else {
        appendTo(someDocument());
      }
      return Optional.empty();
    } catch (StorageException refusal) {
      return Optional.of(refusal.reason());
    }
  }

  private StoredDocument someDocument() {
    return document(random.below(documents));
  }

  private StoredDocument document(int number) {
    StoredDocument document = await(log.open("doc" + number)).orElseThrow();
    if (document.damage().isPresent()) {
      throw new StorageException(Reason.CORRUPT, document.damage().get());
    }
    return document;
  }

  private void create() {
    if (documents < MAX_DOCUMENTS) {
      String id = "doc" + documents;
      await(
          gated(
              () ->
                  noted(
                      new Step(Step.Kind.CREATE, false, id, 0),
                      () -> log.create(id, DocumentType.TEXT, lineage(id), 1_000))));
      documents++;
    }
  }

  private void appendTo(StoredDocument document) {
    await(gated(() -> append(document)));
  }

  /** Asks, while the writer waits: it does nothing before somebody listens for the answer. */
  private <T> T gated(Supplier<T> ask) {
    gate.close();
    try {
      return ask.get();
    } finally {
      gate.open();
    }
  }

  private Future<?> append(StoredDocument document) {
    String id = document.id();
    long from = document.head();
    long to = from + 1 + random.below(MAX_ENTRIES);
    return noted(
        new Step(Step.Kind.APPEND, false, id, to),
        () -> log.append(id, lineage(id), from, entries(from, to)).map(DiskLoad::stored));
  }

  private static AppendResult stored(AppendResult result) {
    if (result instanceof AppendResult.Stored) {
      return result;
    }
    throw new IllegalStateException("wanted Stored, got " + result);
  }

  /** Of several people, in one transaction. */
  private void appendToMany() {
    List<StoredDocument> chosen =
        IntStream.range(0, documents)
            .filter(number -> random.oneIn(2))
            .mapToObj(this::document)
            .toList();
    List<Future<?>> results =
        gated(
            () -> {
              // What writes nothing takes the writer to the gate, and behind it the others gather.
              Future<?> nothing = log.create("doc0", DocumentType.TEXT, lineage("doc0"), 1_000);
              return Stream.concat(Stream.of(nothing), chosen.stream().map(this::append)).toList();
            });
    results.forEach(result -> await(settled(result)));
  }

  private Future<?> settled(Future<?> result) {
    return result.otherwise(
        failure -> {
          journal.refused((StorageException) failure);
          return null;
        });
  }

  private void saveSnapshot(StoredDocument document) {
    String id = document.id();
    long revision = document.head();
    await(
        noted(
            new Step(Step.Kind.SNAPSHOT, false, id, revision),
            () -> log.saveSnapshot(id, lineage(id), snapshot(revision))));
  }

  private void trim(StoredDocument document) {
    String id = document.id();
    long kept = document.head() - document.floor();
    if (kept > 0) {
      long floor = document.floor() + random.below((int) kept);
      await(
          noted(
              new Step(Step.Kind.TRIM, false, id, floor),
              () -> log.trim(id, lineage(id), snapshot(floor + 1))));
    }
  }

  private void backUp() {
    if (backups < MAX_BACKUPS) {
      Path file = directory.resolveSibling("backup-" + random.next());
      Step step = new Step(Step.Kind.BACKUP, false, file.getFileName().toString(), documents);
      backups++;
      journal.take(step);
      Backup.run(directory, file);
      journal.take(step.acknowledged());
    }
  }

  private <T> Future<T> noted(Step step, Supplier<Future<T>> asked) {
    journal.take(step);
    return asked.get().onSuccess(result -> journal.take(step.acknowledged()));
  }
}
