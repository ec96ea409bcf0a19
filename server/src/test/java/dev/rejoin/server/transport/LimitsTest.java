package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.sync.Step;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.protocol.ServerMessage.Pong;
import dev.rejoin.server.protocol.ServerMessage.Problem;
import dev.rejoin.server.protocol.ServerMessage.Welcome;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WireClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to those who are too slow, too fast, or too many. */
class LimitsTest {

  @Test
  void whoSaysNoHelloIsClosedWith4408() {
    try (TestServer server =
            TestServer.inMemory(Limits.DEFAULT.with("greetingTimeoutMillis", 100));
        RawSocket socket = server.socket()) {
      assertEquals(4408, socket.readClose());
    }
  }

  @Test
  void whoSaysSomethingElseFirstIsClosedWith4400() {
    try (TestServer server = TestServer.inMemory()) {
      for (String first :
          new String[] {
            "{\"t\":\"ping\"}",
            "hello",
            "{\"t\":\"hello\"}",
            "{\"t\":\"hello\",\"v\":2}",
            "{\"t\":\"hello\",\"v\":\"1\"}",
            ""
          }) {
        try (RawSocket socket = server.socket()) {
          socket.text(first);
          assertEquals(4400, socket.readClose(), first);
        }
      }
    }
  }

  @Test
  void whoSaysHelloAgainIsWelcomeAgainAsTheSameSession() {
    try (TestServer server = TestServer.inMemory();
        WireClient client = new WireClient(server.socket())) {
      client.say("{'t':'hello','v':1,'name':'Ann'}");
      Welcome first = client.expect(Welcome.class);
      client.say("{'t':'hello','v':1}");
      assertEquals(first, client.expect(Welcome.class));
    }
  }

  @Test
  void whoIsSilentIsLetGo() {
    try (TestServer server = TestServer.inMemory(Limits.DEFAULT.with("heartbeatMillis", 100));
        WireClient client = server.client("ann")) {
      assertEquals(4408, client.socket().readClose());
    }
  }

  @Test
  void whoOnlyTalksHearsSomethingOnceInAWhile() {
    try (TestServer server = TestServer.inMemory(Limits.DEFAULT.with("heartbeatMillis", 200));
        WireClient client = server.client("ann")) {
      client.socket().last(RawSocket.PONG);
      client.expect(Pong.class);
    }
  }

  @Test
  void whoFloodsIsClosedWith4429() {
    Limits limits = Limits.DEFAULT.with("messagesBurst", 20).with("messagesPerSecond", 1);
    try (TestServer server = TestServer.inMemory(limits);
        WireClient client = server.client("ann")) {
      for (int i = 0; i < 30; i++) {
        client.say("{'t':'ping'}");
      }
      assertEquals(4429, client.socket().readClose());
    }
  }

  @Test
  void emptyFragmentsWithoutEndAreAFloodToo() {
    Limits limits = Limits.DEFAULT.with("messagesBurst", 20).with("messagesPerSecond", 1);
    try (TestServer server = TestServer.inMemory(limits);
        WireClient client = server.client("ann")) {
      client.socket().fragment(RawSocket.TEXT, false, "");
      for (int i = 0; i < 30; i++) {
        client.socket().fragment(RawSocket.CONTINUATION, false, "");
      }
      assertEquals(4429, client.socket().readClose());
    }
  }

  @Test
  void tooManyOperationsAreToBeSentAgainLater() {
    Limits limits = Limits.DEFAULT.with("operationsBurst", 2).with("operationsPerSecond", 1);
    try (TestServer server = TestServer.inMemory(limits);
        WireClient client = server.client("ann")) {
      client.open("rate", "ann");
      for (int i = 0; i < 2; i++) {
        client.say(
            "{'t':'op','doc':'rate','seq':%d,'rev':%d,'op':[%s'x']}"
                .formatted(i + 1, i, i == 0 ? "" : i + ","));
        client.expect(Ops.class);
      }
      client.say("{'t':'op','doc':'rate','seq':3,'rev':2,'op':[2,'x']}");
      Nack nack = client.expect(Nack.class);
      assertEquals(NackCode.RATE, nack.code());
      assertTrue(nack.retry());
      assertTrue(nack.afterMillis().getAsLong() > 0, nack.toString());
    }
  }

  @Test
  void oneSocketOpensOnlySoManyDocuments() {
    try (TestServer server =
            TestServer.inMemory(Limits.DEFAULT.with("maxDocumentsPerConnection", 2));
        WireClient client = server.client("ann")) {
      client.open("one", "ann");
      client.open("two", "ann");
      client.say("{'t':'open','doc':'three','client':'ann___________________','create':'text'}");
      assertEquals(ErrorCode.RATE, client.expect(Problem.class).code());
      client.say("{'t':'close','doc':'one'}");
      client.open("three", "ann");
    }
  }

  /**
   * Readers that never read, beside a writer and a reader that does. What waits for each stays
   * small, because a fold takes the place of a backlog; and the one that begins to read again is
   * brought up to date by it.
   */
  @Test
  void whoNeverReadsCostsLittleAndGetsAFoldWhenTheyRead() {
    Limits limits =
        Limits.DEFAULT
            .with("foldOutboundBytes", 16 << 10)
            .with("operationsPerSecond", 1_000_000)
            .with("operationsBurst", 1_000_000)
            .with("messagesPerSecond", 1_000_000)
            .with("messagesBurst", 1_000_000);
    try (TestServer server = TestServer.inMemory(limits);
        WireClient writer = server.client("writer");
        WireClient reader = server.client("reader")) {
      writer.open("hot", "writer");
      List<WireClient> sleepers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        WireClient sleeper = server.client("s" + i);
        sleeper.open("hot", "s" + i);
        sleepers.add(sleeper);
      }
      reader.open("hot", "reader");
      int count = 1_500;
      String text = "y".repeat(8_000);
      for (int i = 0; i < count; i++) {
        String operation = i == 0 ? "'" + text + "'" : "-8000,'" + text + "'";
        writer.say(
            "{'t':'op','doc':'hot','seq':%d,'rev':%d,'op':[%s]}".formatted(i + 1, i, operation));
        writer.expect(Ops.class);
        reader.expect(Ops.class);
      }
      for (WireClient sleeper : sleepers) {
        long at = 0;
        int messages = 0;
        boolean folded = false;
        while (at < count) {
          Ops ops = sleeper.expect(Ops.class);
          assertEquals(at, ops.from());
          at = ops.to();
          messages++;
          folded |= ops.steps().stream().anyMatch(Step.Folded.class::isInstance);
        }
        assertTrue(folded, "no fold among " + messages + " messages");
        sleeper.close();
      }
    }
  }

  @Test
  void whoAsksAndNeverReadsTheAnswersIsLetGo() {
    Limits limits =
        Limits.DEFAULT
            .with("foldOutboundBytes", 16 << 10)
            .with("maxOutboundBytes", 64 << 10)
            .with("messagesPerSecond", 1_000_000)
            .with("messagesBurst", 1_000_000);
    try (TestServer server = TestServer.inMemory(limits);
        WireClient writer = server.client("writer");
        WireClient greedy = server.client("greedy")) {
      boolean gone = false;
      try {
        for (int i = 0; i < 50_000; i++) {
          greedy.say("{'t':'hello','v':1}");
        }
      } catch (java.io.UncheckedIOException reset) {
        gone = true;
      }
      assertTrue(gone || greedy.socket().readEnd());
      writer.expectAlive();
    }
  }

  @Test
  void whoPingsAndNeverReadsThePongsIsLetGo() {
    Limits limits =
        Limits.DEFAULT.with("messagesPerSecond", 1_000_000).with("messagesBurst", 1_000_000);
    try (TestServer server = TestServer.inMemory(limits);
        WireClient greedy = server.client("greedy")) {
      boolean gone = false;
      byte[] payload = new byte[125];
      try {
        for (int i = 0; i < 200_000; i++) {
          greedy.socket().last(RawSocket.PING, payload);
        }
      } catch (java.io.UncheckedIOException reset) {
        gone = true;
      }
      assertTrue(gone || greedy.socket().readEnd(), "200,000 pings without an end");
    }
  }
}
