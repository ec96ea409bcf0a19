package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.ServerWarnings;
import dev.rejoin.server.testing.StoredLog;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WireClient;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Promise W3: random messages in any order on 1 to 20 sockets, one in ten of them damaged. Whatever
 * happens: the server answers in messages that can be read or with a close code it has, the steps
 * that a socket is shown follow one another, an honest reader sees a document that its log makes,
 * and the server lives.
 */
class RandomMessagesTest {

  private static final int MAX_SOCKETS = 20;
  private static final int MESSAGES = 1_000;
  private static final List<String> CLIENTS =
      List.of("AAAAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBBBB", "CCCCCCCCCCCCCCCCCCCCCC");

  private List<String> documents = List.of();
  private final Map<WireClient, Map<String, Long>> shown = new HashMap<>();

  @Test
  void theServerLivesAndStaysConsistent() {
    Limits limits =
        Limits.DEFAULT
            .with("messagesPerSecond", 100_000)
            .with("messagesBurst", 100_000)
            .with("operationsPerSecond", 100_000)
            .with("operationsBurst", 100_000)
            .with("idleDocumentMillis", 500)
            .with("maxDocumentLength", 500);
    try (ServerWarnings warnings = new ServerWarnings();
        TestServer server = TestServer.inMemory(limits)) {
      Seeds.each(
          50,
          2_000,
          seed -> {
            documents = List.of("fuzz-a-" + seed, "fuzz-b-" + seed, "fuzz-c-" + seed);
            run(server, new SplitMix64(seed));
            documents.forEach(document -> checkDocument(server, document));
          });
      assertEquals(List.of(), warnings.seen());
    }
  }

  private void run(TestServer server, SplitMix64 random) {
    List<WireClient> clients = new ArrayList<>();
    int sockets = 1 + random.below(MAX_SOCKETS);
    for (int i = 0; i < sockets; i++) {
      clients.add(server.client("fuzz" + i));
    }
    for (int i = 0; i < MESSAGES; i++) {
      int which = random.below(sockets);
      try {
        say(clients.get(which), random);
        while (clients.get(which).socket().hasInput()) {
          check(clients.get(which));
        }
      } catch (UncheckedIOException | ClosedByServer gone) {
        clients.get(which).close();
        clients.set(which, server.client("fuzz" + which));
      }
    }
    clients.forEach(WireClient::close);
    shown.clear();
  }

  private static final class ClosedByServer extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private void check(WireClient client) {
    RawSocket.Frame frame = client.socket().read();
    if (frame.opcode() == RawSocket.CLOSE) {
      assertTrue(
          dev.rejoin.server.protocol.CloseCode.of(frame.status()).isPresent(),
          "close code " + frame.status());
      throw new ClosedByServer();
    }
    if (frame.opcode() != RawSocket.TEXT) {
      return;
    }
    Map<String, Long> revisions = shown.computeIfAbsent(client, key -> new HashMap<>());
    ServerMessage message = read(frame);
    if (message instanceof Opened opened) {
      revisions.put(opened.document(), opened.revision());
    } else if (message instanceof Ops ops) {
      assertEquals(revisions.get(ops.document()), ops.from(), "steps that do not follow");
      revisions.put(ops.document(), ops.to());
    }
  }

  private static ServerMessage read(RawSocket.Frame frame) {
    try {
      return dev.rejoin.server.protocol.ServerMessageReader.read(frame.payload());
    } catch (dev.rejoin.server.protocol.BadMessageException bad) {
      throw new AssertionError("the server says " + frame.text(), bad);
    }
  }

  private void say(WireClient client, SplitMix64 random) {
    byte[] message = message(random).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    if (random.oneIn(10)) {
      damage(message, random);
    }
    if (random.oneIn(100)) {
      client.socket().writeBytes(message);
    } else if (random.oneIn(20)) {
      int middle = random.below(message.length);
      client.socket().frame(RawSocket.TEXT, java.util.Arrays.copyOf(message, middle));
      client
          .socket()
          .last(
              RawSocket.CONTINUATION,
              java.util.Arrays.copyOfRange(message, middle, message.length));
    } else {
      client.socket().last(RawSocket.TEXT, message);
    }
  }

  private static void damage(byte[] message, SplitMix64 random) {
    for (int i = 0; i <= random.below(3); i++) {
      message[random.below(message.length)] = (byte) random.below(256);
    }
  }

  private String message(SplitMix64 random) {
    String document = documents.get(random.below(documents.size()));
    String client = CLIENTS.get(random.below(CLIENTS.size()));
    return switch (random.below(9)) {
      case 0 -> "{'t':'hello','v':1,'name':'fuzz" + random.below(3) + "'}";
      case 1, 2 ->
          "{'t':'open','doc':'" + document + "','client':'" + client + "','create':'text'}";
      case 3 ->
          "{'t':'open','doc':'%s','client':'%s','lineage':'%s','rev':%d,'check':['%s',%d]}"
              .formatted(document, client, "x".repeat(22), 1 + random.below(9), "abcdefghijkl", 1);
      case 4 -> "{'t':'close','doc':'" + document + "'}";
      case 5 ->
          "{'t':'cursor','doc':'%s','rev':%d,'ranges':[[%d,%d]]}"
              .formatted(document, random.below(20), random.below(30), random.below(30));
      case 6 -> "{'t':'ping'}";
      default ->
          "{'t':'op','doc':'%s','seq':%d,'rev':%d,'op':%s}"
              .formatted(document, 1 + random.below(12), random.below(12), operation(random));
    };
  }

  private static String operation(SplitMix64 random) {
    return switch (random.below(4)) {
      case 0 -> "['a']";
      case 1 -> "[" + (1 + random.below(12)) + ",'\ud83d\ude80']";
      case 2 -> "['b'," + (1 + random.below(12)) + "]";
      default -> "[-1," + (1 + random.below(12)) + "]";
    };
  }

  /** The content is what the log makes, read by somebody who comes afterwards. */
  private static void checkDocument(TestServer server, String document) {
    try (WireClient reader = server.client("reader")) {
      Opened opened = reader.open(document, "reader");
      String text = ((OpenedBody.Whole) opened.body()).content().apply("");
      assertTrue(text.length() <= 500, text.length() + " units");
      List<Entry> log = StoredLog.of(server.web(), document);
      assertEquals(log.size(), opened.revision());
      assertEquals(StoredLog.text(log), text);
      reader.expectAlive();
    }
  }
}
