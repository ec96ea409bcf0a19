package dev.rejoin.load.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.load.Trace;
import dev.rejoin.load.TraceReader;
import dev.rejoin.load.check.Verdict;
import dev.rejoin.load.editor.Pace;
import dev.rejoin.load.server.OwnServer;
import dev.rejoin.load.server.ServerOptions;
import dev.rejoin.load.testing.Tier;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Recorded traces through real sockets. The quick tier types the whole of one and the beginning of
 * two.
 */
class TraceReplayTest {
  private static final Duration LIMIT = Duration.ofMinutes(8);
  private static final int BEGINNING = 8_000;

  private static OwnServer server;

  @BeforeAll
  static void start() throws IOException {
    server = OwnServer.start("sqlite", ServerOptions::forTests);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"friendsforever_flat, 64", "rustcode, 64", "automerge-paper, 64"})
  void oneEditorEndsWithTheTextOfTheTrace(String name, int ahead) throws IOException {
    LoadResult result = replay(name, 1, Pace.ahead(ahead));
    assertEquals(Verdict.PASS, result.verdict());
    assertEquals(editsOf(name), result.figures().edits());
  }

  @ParameterizedTest
  @CsvSource({"friendsforever_flat, 16", "rustcode, 16", "automerge-paper, 16"})
  void eightEditorsAndTheServerEndEqual(String name, int ahead) throws IOException {
    assertEquals(Verdict.PASS, replay(name, 8, Pace.ahead(ahead)).verdict());
  }

  @ParameterizedTest
  @CsvSource({"1", "8"})
  void eachEditAnOperationOfItsOwn(int editors) throws IOException {
    Trace trace = TraceReader.bundled("rustcode");
    TraceReplay replay = new TraceReplay("rustcode", trace, 1_000, editors, Pace.single());
    LoadResult result = LoadTest.run(replay, server, LIMIT);
    assertEquals(Verdict.PASS, result.verdict());
    assertEquals(result.figures().edits(), result.figures().operations());
  }

  private static int editsOf(String name) throws IOException {
    int all = TraceReader.bundled(name).patchCount();
    boolean whole = Tier.isFull() || name.equals("friendsforever_flat");
    return whole ? all : BEGINNING;
  }

  private static LoadResult replay(String name, int editors, Pace pace) throws IOException {
    Trace trace = TraceReader.bundled(name);
    TraceReplay replay = new TraceReplay(name, trace, editsOf(name), editors, pace);
    return LoadTest.run(replay, server, LIMIT);
  }
}
