package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.Step;
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
import java.util.Arrays;
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
  private static final int SEEDS = 50;
  private static final int SEEDS_FULL = 2_000;

  /** Messages of which none is taken would prove little. */
  private static final int STORED_EACH = 5;

  /** Of those who have the document open, one message in so many is an edit in order. */
  private static final int HONEST_EVERY = 2;

  private static final byte[] LAST = {'l', 'a', 's', 't'};
  private static final List<String> CLIENTS =
      List.of("AAAAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBBBB", "CCCCCCCCCCCCCCCCCCCCCC");

  private List<String> documents = List.of();
  private long stored;
  private int ended;
  private final Map<WireClient, Map<String, Place>> shown = new HashMap<>();

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
          SEEDS,
          SEEDS_FULL,
          seed -> {
            documents = List.of("fuzz-a-" + seed, "fuzz-b-" + seed, "fuzz-c-" + seed);
            run(server, new SplitMix64(seed));
            documents.forEach(document -> checkDocument(server, document));
          });
      assertEquals(List.of(), warnings.seen());
    }
    System.out.printf(
        "%d operations stored, %d times the server said goodbye in the end%n", stored, ended);
    if (Long.getLong("seed") == null) {
      int seeds = Seeds.full() ? SEEDS_FULL : SEEDS;
      assertTrue(stored > (long) STORED_EACH * seeds, stored + " operations were stored");
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
    clients.forEach(this::readToTheEnd);
    clients.forEach(WireClient::close);
    shown.clear();
  }

  /**
   * All that is on its way, up to a pong that nobody asked for before. A message may be open still:
   * then this one ends it, or breaks a rule, and the server says goodbye.
   */
  private void readToTheEnd(WireClient client) {
    try {
      client.socket().last(RawSocket.PING, LAST);
      while (!isLast(check(client))) {
        // Each is checked.
      }
    } catch (UncheckedIOException | ClosedByServer gone) {
      ended++;
    }
  }

  private static boolean isLast(RawSocket.Frame frame) {
    return frame.opcode() == RawSocket.PONG && Arrays.equals(frame.payload(), LAST);
  }

  /** Where a socket stands in a document, if it was told. */
  private record Place(String site, long revision, long sequence, int length) {

    static Place of(Opened opened) {
      int length = ((OpenedBody.Whole) opened.body()).content().apply("").length();
      return new Place(opened.site(), opened.revision(), opened.sequence(), length);
    }

    Place after(Ops ops) {
      long last = sequence;
      int now = length;
      for (Step step : ops.steps()) {
        if (step instanceof Step.One one) {
          now = one.operation().targetLength();
          last = one.by().equals(site) ? one.sequence() : last;
        } else if (step instanceof Step.Folded folded) {
          now = folded.operation().targetLength();
        }
      }
      return new Place(site, ops.to(), last, now);
    }

    /** What may be written next. */
    String next(String document) {
      return "{'t':'op','doc':'%s','seq':%d,'rev':%d,'op':['x'%s]}"
          .formatted(document, sequence + 1, revision, length == 0 ? "" : "," + length);
    }
  }

  private static final class ClosedByServer extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private RawSocket.Frame check(WireClient client) {
    RawSocket.Frame frame = client.socket().read();
    if (frame.opcode() == RawSocket.CLOSE) {
      assertTrue(
          dev.rejoin.server.protocol.CloseCode.of(frame.status()).isPresent(),
          "close code " + frame.status());
      throw new ClosedByServer();
    }
    if (frame.opcode() != RawSocket.TEXT) {
      return frame;
    }
    Map<String, Place> places = shown.computeIfAbsent(client, key -> new HashMap<>());
    ServerMessage message = read(frame);
    if (message instanceof Opened opened) {
      places.put(opened.document(), Place.of(opened));
    } else if (message instanceof Ops ops) {
      Place place = places.get(ops.document());
      assertEquals(place.revision(), ops.from(), "steps that do not follow");
      places.put(ops.document(), place.after(ops));
    }
    return frame;
  }

  private static ServerMessage read(RawSocket.Frame frame) {
    try {
      return dev.rejoin.server.protocol.ServerMessageReader.read(frame.payload());
    } catch (dev.rejoin.server.protocol.BadMessageException bad) {
      throw new AssertionError("the server says " + frame.text(), bad);
    }
  }

  private void say(WireClient client, SplitMix64 random) {
    byte[] message = message(client, random).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    if (random.oneIn(10)) {
      damage(message, random);
    }
    if (random.oneIn(100)) {
      client.socket().writeBytes(message);
    } else if (random.oneIn(20)) {
      int middle = random.below(message.length);
      client.socket().frame(RawSocket.TEXT, Arrays.copyOf(message, middle));
      client
          .socket()
          .last(RawSocket.CONTINUATION, Arrays.copyOfRange(message, middle, message.length));
    } else {
      client.socket().last(RawSocket.TEXT, message);
    }
  }

  private static void damage(byte[] message, SplitMix64 random) {
    for (int i = 0; i <= random.below(3); i++) {
      message[random.below(message.length)] = (byte) random.below(256);
    }
  }

  private String message(WireClient socket, SplitMix64 random) {
    String document = documents.get(random.below(documents.size()));
    Place place = shown.getOrDefault(socket, Map.of()).get(document);
    if (place != null && random.oneIn(HONEST_EVERY)) {
      return place.next(document);
    }
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
  private void checkDocument(TestServer server, String document) {
    try (WireClient reader = server.client("reader")) {
      Opened opened = reader.open(document, "reader");
      String text = ((OpenedBody.Whole) opened.body()).content().apply("");
      assertTrue(text.length() <= 500, text.length() + " units");
      List<Entry> log = StoredLog.of(server.web(), document);
      assertEquals(log.size(), opened.revision());
      stored += log.size();
      assertEquals(StoredLog.text(log), text);
      reader.expectAlive();
    }
  }
}
