package dev.rejoin.load.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
  @TempDir Path data;

  @Test
  void serverEndsWhenWhoStartedItIsGone() throws Exception {
    Process process = new ProcessBuilder(ServerOptions.forTests("memory", data).command()).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String first = lines.readLine();
      assertTrue(first.contains("listening on http://127.0.0.1:"), first);
      process.getOutputStream().close();
      assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it is still there");
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void serverThatDoesNotStartSaysWhy() {
    IOException failure =
        assertThrows(
            IOException.class, () -> ServerProcess.start(ServerOptions.forTests("paper", data)));
    assertTrue(failure.getMessage().contains("paper"), failure.getMessage());
  }

  @Test
  void ownServerLeavesNothingBehind() throws IOException {
    Path[] used = new Path[1];
    OwnServer server =
        OwnServer.start(
            "sqlite",
            (store, directory) -> {
              used[0] = directory;
              return ServerOptions.forTests(store, directory);
            });
    assertTrue(Files.exists(used[0]));
    assertTrue(server.description().contains("durability: fsync"), server.description());
    server.close();
    assertEquals(false, Files.exists(used[0]));
  }

  @Test
  void documentThatIsNotThereIsEmpty() throws IOException {
    try (OwnServer server = OwnServer.start("memory", ServerOptions::forTests)) {
      assertEquals(ServerView.missing("nothing"), new HttpReader(server.address()).read("nothing"));
    }
  }
}
