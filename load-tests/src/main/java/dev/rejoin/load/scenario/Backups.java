package dev.rejoin.load.scenario;

import dev.rejoin.load.server.Operator;
import dev.rejoin.load.server.OwnServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Backups of a server that is at work: one, or two at once. */
record Backups(Operator operator, OwnServer server) {

  /** Makes them, and returns one. */
  Path make(Random random) throws IOException {
    List<Path> files =
        random.nextBoolean()
            ? List.of(server.beside("backup.db"))
            : List.of(server.beside("first.db"), server.beside("second.db"));
    try {
      CompletableFuture.allOf(
              files.stream()
                  .map(file -> CompletableFuture.runAsync(() -> make(file)))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } catch (CompletionException e) {
      throw new IOException("backup: " + e.getCause().getMessage(), e);
    }
    return files.get(random.nextInt(files.size()));
  }

  private void make(Path file) {
    try {
      operator.backUp(server.data(), file);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
