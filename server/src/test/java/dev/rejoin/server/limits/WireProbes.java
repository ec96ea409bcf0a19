package dev.rejoin.server.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.protocol.ServerMessage.Pong;
import dev.rejoin.server.protocol.ServerMessage.Problem;
import dev.rejoin.server.testing.FakeParticipant;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.StoredLog;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WireClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Limits that a client meets on its socket, each tried with so much. */
final class WireProbes {

  private WireProbes() {}

  static boolean message(Limits limits, int bytes) {
    try (TestServer server = TestServer.inMemory(limits);
        WireClient client = server.client("ann")) {
      String ping = "{\"t\":\"ping\"}";
      client.say(ping + " ".repeat(bytes - ping.length()));
      RawSocket.Frame answer = client.socket().read();
      if (answer.opcode() == RawSocket.CLOSE) {
        assertEquals(1009, answer.status());
      }
      return answer.opcode() == RawSocket.TEXT;
    }
  }

  static boolean components(Limits limits, int count) {
    String operation =
        IntStream.range(0, count)
            .mapToObj(i -> i % 2 == 0 ? "'a'" : "1")
            .collect(Collectors.joining(","));
    return isTaken(limits, "text", count / 2, operation, NackCode.TOO_LARGE);
  }

  static boolean insertLength(Limits limits, int units) {
    return isTaken(limits, "text", 0, "'" + "x".repeat(units) + "'", NackCode.TOO_LARGE);
  }

  static boolean documentLength(Limits limits, int units) {
    return isTaken(limits, "text", 0, "'" + "x".repeat(units) + "'", NackCode.FULL);
  }

  static boolean attributes(Limits limits, int count) {
    String attributes =
        IntStream.range(0, count)
            .mapToObj(i -> "'a" + i + "':true")
            .collect(Collectors.joining(","));
    return isFormatTaken(limits, attributes);
  }

  static boolean attributeName(Limits limits, int units) {
    return isFormatTaken(limits, "'" + "n".repeat(units) + "':true");
  }

  static boolean attributeValue(Limits limits, int units) {
    return isFormatTaken(limits, "'link':'" + "v".repeat(units) + "'");
  }

  private static boolean isFormatTaken(Limits limits, String attributes) {
    String operation = "{'i':'x','a':{" + attributes + "}}";
    return isTaken(limits, "rich-text", 0, operation, NackCode.TOO_LARGE);
  }

  /** Whether an operation on a document of that length is taken; if not, it is for this reason. */
  private static boolean isTaken(
      Limits limits, String type, int length, String components, NackCode why) {
    try (TestServer server = TestServer.inMemory(limits);
        WireClient client = server.client("ann")) {
      client.say(
          "{'t':'open','doc':'doc','client':'%s','create':'%s'}"
              .formatted(FakeParticipant.client("ann"), type));
      client.expect(ServerMessage.Opened.class);
      for (int i = 0; i < length; i++) {
        String rest = i == 0 ? "" : "," + i;
        client.say(
            "{'t':'op','doc':'doc','seq':%d,'rev':%d,'op':['x'%s]}".formatted(i + 1, i, rest));
        client.expect(Ops.class);
      }
      client.say(
          "{'t':'op','doc':'doc','seq':%d,'rev':%d,'op':[%s]}"
              .formatted(length + 1, length, components));
      ServerMessage answer = client.next();
      if (answer instanceof Nack nack) {
        assertEquals(why, nack.code(), nack.message());
      }
      return answer instanceof Ops;
    }
  }

  static boolean ranges(Limits limits, int count) {
    try (TestServer server = TestServer.inMemory(limits);
        WireClient client = server.client("ann")) {
      client.open("doc", "ann");
      client.say("{'t':'op','doc':'doc','seq':1,'rev':0,'op':['" + "x".repeat(count) + "']}");
      client.expect(Ops.class);
      String ranges =
          IntStream.range(0, count)
              .mapToObj(i -> "[" + i + "," + i + "]")
              .collect(Collectors.joining(","));
      client.say("{'t':'cursor','doc':'doc','rev':1,'ranges':[" + ranges + "]}");
      client.say("{'t':'ping'}");
      return client.next() instanceof Pong;
    }
  }

  static boolean openDocuments(Limits limits, int count) {
    try (TestServer server = TestServer.inMemory(limits);
        WireClient client = server.client("ann")) {
      ServerMessage last = null;
      for (int i = 0; i < count; i++) {
        client.say(
            "{'t':'open','doc':'doc%d','client':'%s','create':'text'}"
                .formatted(i, FakeParticipant.client("ann")));
        last = client.next();
      }
      if (last instanceof Problem problem) {
        assertEquals(ErrorCode.RATE, problem.code());
      }
      return last instanceof ServerMessage.Opened;
    }
  }

  static boolean connections(Limits limits, int count) {
    List<RawSocket> sockets = new ArrayList<>();
    try (TestServer server = TestServer.inMemory(limits)) {
      String answer = "";
      for (int i = 0; i < count; i++) {
        RawSocket socket = RawSocket.connect(server.port());
        sockets.add(socket);
        answer = socket.upgrade(RawSocket.headers(server.port()));
      }
      sockets.forEach(RawSocket::close);
      return answer.startsWith("HTTP/1.1 101 ");
    }
  }

  static boolean page(Limits limits, int entries) {
    try (TestServer server = TestServer.inMemory(limits);
        WireClient client = server.client("ann")) {
      client.open("doc", "ann");
      for (int i = 0; i < entries; i++) {
        String rest = i == 0 ? "" : "," + i;
        client.say(
            "{'t':'op','doc':'doc','seq':%d,'rev':%d,'op':['x'%s]}".formatted(i + 1, i, rest));
        client.expect(Ops.class);
      }
      assertEquals(entries, StoredLog.of(server.web(), "doc").size(), "in all its pages");
      return StoredLog.page(server.web(), "doc", 0).size() == entries;
    }
  }
}
