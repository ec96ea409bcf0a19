package dev.rejoin.load.server;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.sqlite.SqliteDocumentLog;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Data that no server has any more, as a server has left them. */
public final class LostData implements AutoCloseable {
  private static final long LIMIT_SECONDS = 30;

  private final SqliteDocumentLog log;

  public LostData(Path directory) {
    log = SqliteDocumentLog.open(directory, Limits.DEFAULT);
  }

  /** The whole log of a document, of which {@code known} was read before. */
  public List<Entry> readOn(String document, List<Entry> known) throws IOException {
    List<Entry> all = new ArrayList<>(known);
    all.addAll(await(log.read(document, known.size(), Integer.MAX_VALUE)));
    return all;
  }

  @Override
  public void close() throws IOException {
    await(log.close());
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("what was lost cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
