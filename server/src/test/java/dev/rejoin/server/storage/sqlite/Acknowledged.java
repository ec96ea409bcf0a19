package dev.rejoin.server.storage.sqlite;

import static dev.rejoin.server.storage.Futures.await;
import static dev.rejoin.server.storage.LogEntries.entries;
import static dev.rejoin.server.storage.LogEntries.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.LastEntry;
import dev.rejoin.server.storage.AppendResult;
import dev.rejoin.server.storage.Created;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.LogEntries;
import dev.rejoin.server.storage.Page;
import dev.rejoin.server.storage.StoredDocument;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a store was asked to do and what it said that it did, against what it has: all that was
 * acknowledged is there, to the letter, and nothing that nobody asked for.
 */
final class Acknowledged {
  private static final int MAX_LIST = 100;

  private final Map<String, Progress> documents = new TreeMap<>();
  private final Map<String, Long> backups = new HashMap<>();

  /** Of one document: what was asked for, and what was acknowledged. */
  private static final class Progress {
    private boolean created;
    private final Map<Step.Kind, Long> asked = new HashMap<>();
    private final Map<Step.Kind, Long> done = new HashMap<>();

    long asked(Step.Kind kind) {
      return asked.getOrDefault(kind, 0L);
    }

    long done(Step.Kind kind) {
      return done.getOrDefault(kind, 0L);
    }
  }

  void take(Step step) {
    if (step.kind() == Step.Kind.BACKUP && step.done()) {
      backups.put(step.document(), step.revision());
    } else if (step.kind() != Step.Kind.BACKUP && step.kind() != Step.Kind.OPEN) {
      takeOfDocument(step);
    }
  }

  private void takeOfDocument(Step step) {
    Progress progress = documents.computeIfAbsent(step.document(), id -> new Progress());
    progress.created |= step.done();
    (step.done() ? progress.done : progress.asked).merge(step.kind(), step.revision(), Math::max);
  }

  /** Looks at everything, and then writes to everything. */
  void check(DocumentLog log) {
    List<Future<Optional<StoredDocument>>> opened =
        documents.keySet().stream().map(log::open).toList();
    Future<Page> list = log.list("", MAX_LIST);
    List<StoredDocument> found = new ArrayList<>();
    for (Future<Optional<StoredDocument>> document : opened) {
      await(document).ifPresent(found::add);
    }
    found.forEach(document -> check(document, documents.get(document.id())));
    Set<String> ids = found.stream().map(StoredDocument::id).collect(Collectors.toSet());
    documents.forEach(
        (id, progress) ->
            assertTrue(ids.contains(id) || !progress.created, id + " was made, and is gone"));
    assertEquals(found.size(), await(list).documents().size(), "documents in the list");
    checkHistories(found, log);
    write(found, log);
  }

  private static void checkHistories(List<StoredDocument> found, DocumentLog log) {
    List<Future<List<Entry>>> histories =
        found.stream().map(each -> log.read(each.id(), each.floor(), each.head())).toList();
    for (int i = 0; i < found.size(); i++) {
      assertEquals(entries(found.get(i).floor(), found.get(i).head()), await(histories.get(i)));
    }
  }

  private static void write(List<StoredDocument> found, DocumentLog log) {
    Future<Created> created = log.create("afterwards", DocumentType.TEXT, "lineage-afterwards", 1);
    List<Future<AppendResult>> appended =
        found.stream()
            .map(each -> log.append(each.id(), each.lineage(), each.head(), next(each)))
            .toList();
    assertEquals(Created.NEW, await(created));
    appended.forEach(result -> assertInstanceOf(AppendResult.Stored.class, await(result)));
  }

  private static List<Entry> next(StoredDocument document) {
    return entries(document.head(), document.head() + 1);
  }

  private static void check(StoredDocument document, Progress progress) {
    String id = document.id();
    long head = document.head();
    assertEquals(Optional.empty(), document.damage());
    assertEquals(DiskLoad.lineage(id), document.lineage());
    between(id + ": head", progress, Step.Kind.APPEND, head);
    between(id + ": floor", progress, Step.Kind.TRIM, document.floor());
    long base = document.snapshot().revision();
    long oldest = Math.max(progress.done(Step.Kind.SNAPSHOT), progress.done(Step.Kind.TRIM));
    assertTrue(base >= oldest, id + ": the last snapshot is at " + base + ", not " + oldest);
    assertEquals(snapshot(base), document.snapshot());
    assertEquals(entries(base, head), document.entries());
    assertEquals(
        head == 0 ? Map.of() : Map.of(LogEntries.SITE, new LastEntry(head, head)),
        document.sites());
  }

  private static void between(String what, Progress progress, Step.Kind kind, long found) {
    assertTrue(
        progress.done(kind) <= found && found <= progress.asked(kind),
        "%s is %d, acknowledged was %d, and asked for %d"
            .formatted(what, found, progress.done(kind), progress.asked(kind)));
  }

  /** A backup has its name only when it is whole. */
  void checkBackups(Path directory) {
    backups.forEach(
        (name, documents) -> {
          Path file = directory.resolve(name);
          assertTrue(Files.exists(file), "the backup " + name + " is gone");
          StoreReport report = Inspection.ofFile(file, Optional.empty());
          assertTrue(report.isSound(), report.toString());
          assertTrue(report.documents().size() >= documents, report.toString());
        });
  }
}
