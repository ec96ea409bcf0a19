package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ServerMessage.Joined;
import dev.rejoin.server.protocol.ServerMessage.Left;
import dev.rejoin.server.testing.Editor;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WireClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients over real sockets, whose connections are cut while they edit, end up equal. */
class RejoiningTest {

  private static final int CLIENTS = 3;
  private static final int ACTIONS = 400;
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private static final Limits GENEROUS =
      Limits.DEFAULT
          .with("operationsPerSecond", 100_000)
          .with("operationsBurst", 100_000)
          .with("messagesPerSecond", 100_000)
          .with("messagesBurst", 100_000)
          .with("recentLogWeightBytes", 4 << 10)
          .with("snapshotEveryEntries", 50)
          .with("idleDocumentMillis", 0);

  @Test
  void allEndUpEqualToOneAnotherAndToTheServer() {
    try (TestServer server = TestServer.inMemory(GENEROUS)) {
      Seeds.each(10, 500, seed -> run(server, seed));
    }
  }

  private static void run(TestServer server, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    String document = "rejoin-" + seed;
    List<Editor> editors = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      editors.add(new Editor(server, document, "editor" + i, random));
    }
    for (int i = 0; i < ACTIONS; i++) {
      act(random.oneOf(editors.get(0), editors.get(1), editors.get(2)), random);
    }
    heal(editors);
    for (Editor editor : editors) {
      assertEquals(editors.get(0).text(), editor.text());
    }
    try (WireClient reader = server.client("reader")) {
      OpenedBody.Whole body = (OpenedBody.Whole) reader.open(document, "reader").body();
      assertEquals(editors.get(0).text(), body.content().apply(""));
    }
    editors.forEach(Editor::cut);
  }

  @Test
  void whoIsCutLeavesNoTrace() {
    try (TestServer server = TestServer.inMemory(GENEROUS);
        WireClient witness = server.client("witness")) {
      witness.open("traces", "witness");
      for (int i = 0; i < 200; i++) {
        try (WireClient guest = server.client("guest")) {
          guest.open("traces", "guest");
        }
        witness.expect(Joined.class);
        witness.expect(Left.class);
      }
      try (WireClient last = server.client("last")) {
        assertEquals(1, last.open("traces", "last").people().size());
      }
    }
  }

  private static void act(Editor editor, SplitMix64 random) {
    if (!editor.isConnected()) {
      if (random.oneIn(3)) {
        editor.connect();
      } else {
        editor.edit();
      }
    } else if (random.oneIn(25)) {
      editor.cut();
    } else if (random.oneIn(2)) {
      editor.edit();
    } else {
      editor.pump();
    }
  }

  private static void heal(List<Editor> editors) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!allDone(editors)) {
      assertTrue(System.nanoTime() < end, "not done in time");
      for (Editor editor : editors) {
        if (editor.isConnected()) {
          editor.pump();
        } else {
          editor.connect();
        }
      }
      Thread.onSpinWait();
    }
  }

  private static boolean allDone(List<Editor> editors) {
    return editors.stream().allMatch(Editor::isDone)
        && editors.stream().mapToLong(Editor::revision).distinct().count() == 1;
  }
}
