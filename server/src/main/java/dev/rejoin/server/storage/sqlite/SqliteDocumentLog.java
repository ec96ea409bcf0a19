package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.AppendResult;
import dev.rejoin.server.storage.Appends;
import dev.rejoin.server.storage.Created;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.Durability;
import dev.rejoin.server.storage.Page;
import dev.rejoin.server.storage.PageCursor;
import dev.rejoin.server.storage.Registration;
import dev.rejoin.server.storage.Snapshot;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StoredDocument;
import dev.rejoin.server.storage.Title;
import dev.rejoin.server.storage.Watchers;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Logs in one SQLite file. See the package for the threads behind it. */
public final class SqliteDocumentLog implements DocumentLog {
  private final Store store;
  private final Watchers watchers = new Watchers();

  private SqliteDocumentLog(Store store) {
    this.store = store;
  }

  /**
   * Takes the directory and starts the threads; blocks while the disk works.
   *
   * @throws StorageException if the directory cannot be used; the message says why
   */
  public static SqliteDocumentLog open(Path directory, Limits limits) {
    return open(directory, limits, Transaction::of);
  }

  static SqliteDocumentLog open(
      Path directory, Limits limits, Function<Sql, Transaction> transactions) {
    return new SqliteDocumentLog(Store.start(directory, limits, transactions));
  }

  @Override
  public Future<Created> create(
      String document, DocumentType type, String lineage, long at, List<Entry> first) {
    List<EntryRow> rows;
    try {
      rows = rows(0, first);
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
    return store.write(
        1 + rows.size(),
        document.length() + bytes(rows),
        tables -> {
          if (!tables.documents().insert(DocumentRow.created(document, type, lineage, at))) {
            return Created.ALREADY;
          }
          if (!rows.isEmpty()) {
            Log.append(store.heads().find(document, lineage), 0, rows, tables, store.heads());
          }
          return Created.NEW;
        });
  }

  @Override
  public Future<Optional<StoredDocument>> open(String document) {
    return store.read(tables -> Log.open(document, tables));
  }

  @Override
  public Future<AppendResult> append(
      String document, String lineage, long head, List<Entry> entries) {
    List<EntryRow> rows;
    try {
      Appends.requireSome(entries);
      rows = rows(head, entries);
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
    return store
        .write(
            rows.size(),
            bytes(rows),
            tables ->
                Log.append(
                    store.heads().find(document, lineage), head, rows, tables, store.heads()))
        .onSuccess(result -> watchers.wakeIfGrown(document, result));
  }

  private static List<EntryRow> rows(long head, List<Entry> entries) {
    Appends.requireContiguous(head, entries);
    return entries.stream().map(EntryRow::of).toList();
  }

  private static long bytes(List<EntryRow> rows) {
    return rows.stream().mapToLong(EntryRow::bytes).sum();
  }

  @Override
  public Future<List<Entry>> read(String document, long from, long to) {
    return store.read(tables -> Log.read(document, from, to, tables));
  }

  @Override
  public Future<Void> saveSnapshot(String document, String lineage, Snapshot snapshot) {
    // Writing a large document down takes a while: neither the caller nor the writer should.
    return store
        .read(tables -> SnapshotTable.body(snapshot))
        .compose(body -> saveSnapshot(document, lineage, snapshot, body));
  }

  private Future<Void> saveSnapshot(
      String document, String lineage, Snapshot snapshot, byte[] body) {
    String title = Title.of(snapshot.content());
    return store.write(
        1,
        body.length,
        tables -> {
          Optional<DocumentRow> row = store.heads().find(document, lineage);
          if (row.isPresent()) {
            Log.saveSnapshot(row.get(), snapshot.revision(), body, title, tables);
          }
          return null;
        });
  }

  @Override
  public Future<Optional<Snapshot>> snapshotAt(String document, long maxRevision) {
    return store.read(
        tables -> {
          Optional<DocumentRow> row = Log.readableRow(document, tables);
          return row.isEmpty()
              ? Optional.empty()
              : tables.snapshots().latest(row.get(), maxRevision);
        });
  }

  @Override
  public Future<Long> trim(String document, String lineage, Snapshot base) {
    return store
        .read(
            tables ->
                Trim.of(Log.existing(tables.documents().find(document), document), base, tables))
        .compose(
            trim ->
                store.write(
                    trim.entries(),
                    trim.bytes(),
                    tables -> trim.run(lineage, tables, store.heads())));
  }

  @Override
  public Future<Page> list(String after, int limit) {
    return store.read(tables -> tables.documents().list(PageCursor.parse(after), limit));
  }

  @Override
  public Registration watch(String document, Runnable wakeUp) {
    return watchers.add(document, wakeUp);
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public Durability durability() {
    return Durability.FSYNC;
  }

  @Override
  public Future<Void> close() {
    return store.close();
  }
}
