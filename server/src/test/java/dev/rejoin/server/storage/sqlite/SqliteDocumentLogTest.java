package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.DocumentLogContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteDocumentLogTest extends DocumentLogContract {
  @TempDir private Path directory;

  @Override
  protected DocumentLog make() {
    return SqliteDocumentLog.open(directory, Limits.DEFAULT);
  }
}
