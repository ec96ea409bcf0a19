package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.protocol.ServerMessage.Pong;
import dev.rejoin.server.protocol.ServerMessage.Problem;
import dev.rejoin.server.testing.ServerWarnings;
import dev.rejoin.server.testing.StoredLog;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WireClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Promise I1, at random: hostile operations through a socket, many in flight at once. Each is
 * answered by a refusal, none is stored, and somebody else who has the document open hears nothing.
 */
class RandomHostileTest {

  private static final int A_RUN = 1_000;
  private static final int IN_FLIGHT = 50;

  private static final Limits LIMITS =
      Limits.DEFAULT
          .with("maxInsertLength", 1_000)
          .with("maxOperationComponents", 100)
          .with("operationsPerSecond", 1_000_000)
          .with("operationsBurst", 1_000_000)
          .with("messagesPerSecond", 1_000_000)
          .with("messagesBurst", 1_000_000);

  @Test
  @Timeout(900)
  void noneIsStoredAndNobodyNotices() {
    try (ServerWarnings warnings = new ServerWarnings();
        TestServer server = TestServer.inMemory(LIMITS)) {
      Seeds.each(20, 1_000, seed -> run(server, seed));
      assertEquals(List.of(), warnings.seen());
    }
  }

  private static void run(TestServer server, long seed) {
    String document = "hostile-" + seed;
    try (WireClient victim = server.client("victim");
        WireClient attacker = server.client("attacker")) {
      victim.open(document, "victim");
      victim.say(
          "{'t':'op','doc':'%s','seq':1,'rev':0,'op':['%s']}"
              .formatted(document, HostileMessages.TEXT));
      victim.expect(Ops.class);
      attacker.open(document, "attacker");
      victim.expect(ServerMessage.Joined.class);
      HostileMessages messages = new HostileMessages(document, new SplitMix64(seed));
      for (int i = 0; i < A_RUN; i += IN_FLIGHT) {
        attack(attacker, messages);
      }
      victim.say("{'t':'ping'}");
      assertEquals(new Pong(), victim.next(), "the victim was told something");
    }
    assertUnchanged(server, document);
  }

  private static void attack(WireClient attacker, HostileMessages messages) {
    String[] said = new String[IN_FLIGHT];
    for (int i = 0; i < IN_FLIGHT; i++) {
      said[i] = messages.next();
      attacker.socket().text(said[i]);
    }
    for (String each : said) {
      ServerMessage answer = attacker.next();
      boolean refused = answer instanceof Problem || (answer instanceof Nack nack && !nack.retry());
      assertTrue(refused, () -> each + " was answered by " + answer);
    }
  }

  private static void assertUnchanged(TestServer server, String document) {
    try (WireClient reader = server.client("reader")) {
      Opened opened = reader.open(document, "reader");
      assertEquals(1, opened.revision());
      assertEquals(HostileMessages.TEXT, ((OpenedBody.Whole) opened.body()).content().apply(""));
      assertEquals(1, StoredLog.of(server.web(), document).size());
    }
  }
}
