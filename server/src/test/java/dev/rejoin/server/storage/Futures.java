package dev.rejoin.server.storage;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures, in tests only. */
public final class Futures {
  private static final int PATIENCE_SECONDS = 30;

  private Futures() {}

  /** What it completed with; a failure is thrown as it is. */
  public static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(e.getCause());
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError("nothing came within " + PATIENCE_SECONDS + " s", e);
    }
  }

  /** Why the store refused. */
  public static StorageException.Reason refusal(Future<?> future) {
    try {
      Object result = await(future);
      throw new AssertionError("it was not refused, but gave " + result);
    } catch (StorageException e) {
      return e.reason();
    }
  }
}
