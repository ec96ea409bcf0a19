package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.Person;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.protocol.Site;
import dev.rejoin.server.testing.Memory;
import dev.rejoin.server.testing.Outbox;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WireClient;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise I3: readers that say that they live, and never read. What each costs has a bound; after a
 * while they are let go by name; and when they come again they catch up.
 */
class NeverReadingTest {

  private static final String DOCUMENT = "hot";
  private static final int READERS = Seeds.full() ? 500 : 50;
  private static final int TOLD = READERS / 2;
  private static final int OPERATIONS = Seeds.full() ? 2_000 : 500;
  private static final int UNITS = 30_000;

  /** Long enough for nobody to be let go before all is written. */
  private static final int HEARTBEAT_MILLIS = Seeds.full() ? 20_000 : 3_000;

  private static final int FOLD_BYTES = 16 << 10;

  private static final int MOST_BYTES = 64 << 10;

  /** By their length alone they would not nearly reach what may wait. */
  private static final int SMALL_ANSWERS = 500;

  /** What waits, and one message more. */
  private static final long BYTES_EACH = MOST_BYTES + UNITS;

  /** What the server needs beside them, whoever reads. */
  private static final long BYTES_IN_ALL = 6 << 20;

  private static final Limits LIMITS =
      Limits.DEFAULT
          .with("foldOutboundBytes", FOLD_BYTES)
          .with("maxOutboundBytes", MOST_BYTES)
          .with("heartbeatMillis", HEARTBEAT_MILLIS)
          .with("recentLogWeightBytes", 64 << 10)
          .with("operationsPerSecond", 1_000_000)
          .with("operationsBurst", 1_000_000)
          .with("messagesPerSecond", 1_000_000)
          .with("messagesBurst", 1_000_000);

  @TempDir Path directory;

  private final List<Sleeper> sleepers = new ArrayList<>();

  /** One that never reads. */
  private static final class Sleeper {
    private final String name;
    private final Outbox outbox;
    private final RawSocket socket;

    Sleeper(TestServer server, int number) {
      name = "sleeper" + number;
      outbox = new Outbox(name);
      socket = RawSocket.openNarrow(server.port());
      WireClient wire = new WireClient(socket).hello(name);
      outbox.take(wire.open(DOCUMENT, name));
    }

    void ping() {
      try {
        socket.text("{\"t\":\"ping\"}");
      } catch (UncheckedIOException gone) {
        assertTrue(gone.getCause() != null, "it was let go");
      }
    }

    /** The code it was let go with, if it is in time to read that; else 0. */
    int lastWord() {
      try {
        return socket.readClose();
      } catch (UncheckedIOException tooLate) {
        return 0;
      }
    }

    int answersUntilLetGo() {
      int answers = 0;
      RawSocket.Frame frame = socket.read();
      for (; frame.opcode() != RawSocket.CLOSE; frame = socket.read()) {
        answers += frame.text().contains("pong") ? 1 : 0;
      }
      assertEquals(4408, frame.status());
      return answers;
    }

    void catchUp(TestServer server, String text) {
      try (WireClient wire = server.client(name)) {
        wire.say(outbox.open(DOCUMENT));
        outbox.take(wire.expect(Opened.class));
        assertEquals(text, outbox.text());
      }
    }
  }

  @AfterEach
  void close() {
    sleepers.forEach(sleeper -> sleeper.socket.close());
  }

  @Test
  @Timeout(600)
  void whoNeverReadsCostsLittleIsLetGoByNameAndCatchesUp() {
    try (TestServer server = TestServer.onDisk(directory, LIMITS);
        WireClient writer = server.client("writer");
        WireClient witness = server.client("witness")) {
      writer.open(DOCUMENT, "writer");
      for (int i = 0; i < READERS; i++) {
        sleepers.add(new Sleeper(server, i));
      }
      witness.open(DOCUMENT, "witness");
      long before = Memory.used();
      String text = write(writer, witness);
      long more = Memory.used() - before;
      assertTrue(
          more < READERS * BYTES_EACH + BYTES_IN_ALL, READERS + " readers cost " + more + " bytes");
      int named = awaitLettingGo(server);
      System.out.printf("%d bytes for %d readers, %d told why they go%n", more, READERS, named);
      assertTrue(named >= TOLD, named + " were told why");
      sleepers.forEach(sleeper -> sleeper.catchUp(server, text));
    }
  }

  /** Each costs the server twenty times its twelve bytes while it waits. */
  @Test
  @Timeout(60)
  void smallAnswersThatNobodyReadsCountForWhatTheyCost() {
    try (TestServer server = TestServer.onDisk(directory, LIMITS);
        WireClient writer = server.client("writer");
        WireClient witness = server.client("witness")) {
      writer.open(DOCUMENT, "writer");
      Sleeper sleeper = new Sleeper(server, 0);
      sleepers.add(sleeper);
      witness.open(DOCUMENT, "witness");
      // From now on nothing more fits into the connection, and what is sent waits in the server.
      write(writer, witness);
      for (int i = 0; i < SMALL_ANSWERS; i++) {
        sleeper.ping();
      }
      int answers = sleeper.answersUntilLetGo();
      assertTrue(answers < SMALL_ANSWERS * 4 / 5, answers + " answers waited");
    }
  }

  private static boolean isName(int code) {
    assertTrue(code == 0 || code == 4408, "close code " + code);
    return code != 0;
  }

  /** The whole text anew, again and again. */
  private String write(WireClient writer, WireClient witness) {
    String text = "";
    for (int i = 0; i < OPERATIONS; i++) {
      String next = Character.toString('a' + i % 26).repeat(UNITS);
      writer.say(
          "{'t':'op','doc':'%s','seq':%d,'rev':%d,'op':[%s'%s']}"
              .formatted(DOCUMENT, i + 1, i, i == 0 ? "" : -UNITS + ",", next));
      writer.expect(Ops.class);
      witness.expect(Ops.class);
      text = next;
      if (i % 20 == 0) {
        sleepers.forEach(Sleeper::ping);
        witness.say("{'t':'ping'}");
      }
    }
    return text;
  }

  /**
   * They go on saying that they live, until nobody sees them any more. Who is let go has a moment
   * to read why; here one after the other has to, so the last may come too late for that.
   *
   * @return how many did
   */
  private int awaitLettingGo(TestServer server) {
    Map<String, Sleeper> there = new HashMap<>();
    sleepers.forEach(each -> there.put(Site.of(each.outbox.client()), each));
    int named = 0;
    while (!there.isEmpty()) {
      there.values().forEach(Sleeper::ping);
      Set<String> gone = new HashSet<>(there.keySet());
      gone.removeAll(whoIsThere(server));
      for (String site : gone) {
        named += isName(there.remove(site).lastWord()) ? 1 : 0;
      }
    }
    return named;
  }

  private static Set<String> whoIsThere(TestServer server) {
    try (WireClient census = server.client("census")) {
      return census.open(DOCUMENT, "census").people().stream()
          .map(Person::site)
          .collect(Collectors.toSet());
    }
  }
}
