package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.config.Limits;
import java.io.IOException;
import java.nio.file.Path;

/** Another server: takes the directory, says so, and waits to be killed. */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws IOException {
    SqliteDocumentLog.open(Path.of(arguments[0]), Limits.DEFAULT);
    System.out.print('+');
    System.out.flush();
    // Until the parent is gone or kills this.
    System.in.read();
  }
}
