package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.protocol.ServerMessage.Pong;
import dev.rejoin.server.protocol.ServerMessage.Problem;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WireClient;
import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Operations that nobody honest sends, to a document that holds {@code "ab🚀cd"} at revision 1.
 * Each gets the code that the protocol names; nothing is stored; another client notices nothing.
 */
class HostileOperationsTest {

  private static TestServer server;
  private static int documents;

  private String document;
  private WireClient victim;
  private WireClient attacker;

  @BeforeAll
  static void start() {
    server =
        TestServer.inMemory(
            Limits.DEFAULT
                .with("maxDocumentLength", 2_000)
                .with("maxInsertLength", 1_000)
                .with("maxOperationComponents", 100));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void prepare() {
    document = "hostile-" + documents++;
    victim = server.client("victim");
    victim.open(document, "victim");
    victim.say("{'t':'op','doc':'" + document + "','seq':1,'rev':0,'op':['ab\ud83d\ude80cd']}");
    victim.expect(Ops.class);
    attacker = server.client("attacker");
    attacker.open(document, "attacker");
    victim.expect(ServerMessage.Joined.class);
  }

  @AfterEach
  void nobodyNoticed() {
    victim.say("{'t':'ping'}");
    assertTrue(victim.next() instanceof Pong, "the victim was told something");
    try (WireClient reader = server.client("reader")) {
      var opened = reader.open(document, "reader");
      assertEquals(1, opened.revision());
      assertEquals("ab\ud83d\ude80cd", ((OpenedBody.Whole) opened.body()).content().apply(""));
    }
    victim.close();
    attacker.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                          | invalid
          [5]                         | invalid
          [7,'x']                     | invalid
          [-7]                        | invalid
          ['x']                       | invalid
          [0,6]                       | invalid
          [6,'']                      | invalid
          [3,3]                       | invalid
          [-3,-3]                     | invalid
          ['a','b',6]                 | invalid
          [6,null]                    | invalid
          [6,true]                    | invalid
          [6,[1]]                     | invalid
          [1.5,4.5]                   | invalid
          [6.0]                       | invalid
          [6e0]                       | invalid
          [-0,6]                      | invalid
          [2147483647]                | invalid
          [2147483648]                | invalid
          [-2147483648]               | invalid
          [4294967302]                | invalid
          [9007199254740992]          | invalid
          [9223372036854775807]       | invalid
          [18446744073709551622]      | invalid
          [1e400]                     | invalid
          [3,'x',3]                   | invalid
          [3,-3]                      | invalid
          [2,-1,3]                    | invalid
          [6,'\\ud800']               | invalid
          [6,'\\udc00']               | invalid
          [6,'\\udc00\\ud800']        | invalid
          [{'r':6,'a':{'bold':true}}] | invalid
          [6,{'i':{'image':'x'}}]     | invalid
          [6,{'i':'x'}]               | invalid
          [6,{'i':'x','a':{}}]        | invalid
          [{'r':6}]                   | invalid
          [{'q':6}]                   | invalid
          [{}]                        | invalid
          {}                          | invalid
          'x'                         | invalid
          6                           | invalid
          null                        | invalid
          """)
  void anOperationThatIsNoneIsInvalid(String operation, String code) {
    attacker.say("{'t':'op','doc':'%s','seq':1,'rev':1,'op':%s}".formatted(document, operation));
    Nack nack = attacker.expect(Nack.class);
    assertEquals(code, nack.code().wireName());
    assertEquals(1, nack.sequence());
    attacker.expectAlive();
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, gap",
    "9007199254740991, 1, gap",
    "1, 2, future",
    "1, 9007199254740991, future",
  })
  void aNameOrRevisionOutOfTurnIsNamed(long sequence, long revision, String code) {
    attacker.say(
        "{'t':'op','doc':'%s','seq':%d,'rev':%d,'op':[6,'x']}"
            .formatted(document, sequence, revision));
    assertEquals(code, attacker.expect(Nack.class).code().wireName());
    attacker.expectAlive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'rev':-1,'op':[6,'x']",
        "'rev':1e0,'op':[6,'x']",
        "'rev':9007199254740992,'op':[6,'x']",
        "'rev':9223372036854775808,'op':[6,'x']",
        "'rev':1",
      })
  void anOperationThatHasANameIsRefusedByIt(String rest) {
    attacker.say("{'t':'op','doc':'%s','seq':1,%s}".formatted(document, rest));
    assertEquals("invalid", attacker.expect(Nack.class).code().wireName());
    attacker.expectAlive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'t':'op','doc':'D','seq':0,'rev':1,'op':[6,'x']}                   | bad_message
          {'t':'op','doc':'D','seq':-1,'rev':1,'op':[6,'x']}                  | bad_message
          {'t':'op','doc':'D','seq':1.0,'rev':1,'op':[6,'x']}                 | bad_message
          {'t':'op','doc':'D','seq':'1','rev':1,'op':[6,'x']}                 | bad_message
          {'t':'op','seq':1,'rev':1,'op':[6,'x']}                             | bad_message
          {'t':'op','doc':'D','doc':'D','seq':1,'rev':1,'op':[6,'x']}         | bad_message
          {'t':'op','doc':'D','seq':1,'seq':1,'rev':1,'op':[6,'x']}           | bad_message
          {'t':'op','doc':'../D','seq':1,'rev':1,'op':[6,'x']}                | bad_message
          {'t':'op','doc':'','seq':1,'rev':1,'op':[6,'x']}                    | bad_message
          {'t':'op','doc':'other','seq':1,'rev':1,'op':[6,'x']}               | not_open
          {'t':'op','doc':'D','seq':1,'rev':1,'op':[6,'x']}}                  | bad_message
          {'t':'op','doc':'D','seq':1,'rev':1,'op':[6,'x']                    | bad_message
          {'t':'op','doc':'D','seq':1,'rev':1,'op':[6,'x'],}                  | bad_message
          {'t':'op','doc':'D','seq':01,'rev':1,'op':[6,'x']}                  | bad_message
          {'t':'op','doc':'D','seq':1,'rev':NaN,'op':[6,'x']}                 | bad_message
          /*c*/{'t':'op','doc':'D','seq':1,'rev':1,'op':[6,'x']}              | bad_message
          {'t':'op','t':'ping','doc':'D','seq':1,'rev':1,'op':[6,'x']}        | bad_message
          {'t':'operation','doc':'D'}                                         | unknown_type
          {'t':''}                                                            | unknown_type
          {'t':1}                                                             | bad_message
          {}                                                                  | bad_message
          []                                                                  | bad_message
          'op'                                                                | bad_message
          {'t':'cursor','doc':'D','rev':1,'ranges':[[0]]}                     | bad_message
          {'t':'cursor','doc':'D','rev':1,'ranges':[[-1,0]]}                  | bad_message
          {'t':'cursor','doc':'D','rev':1,'ranges':[[0,2147483648]]}          | bad_message
          {'t':'close','doc':'other'}                                         | not_open
          {'t':'open','doc':'D','client':'short'}                             | bad_message
          {'t':'open','doc':'D','client':'attacker______________','create':'video'} | bad_message
          {'t':'hello'}                                                       | bad_message
          {'t':'hello','v':1,'color':'red'}                                   | bad_message
          {'t':'hello','v':1,'name':''}                                       | bad_message
          """)
  void aMessageThatIsNoneGetsAnErrorAndTheSocketLives(String message, String code) {
    attacker.say(message.replace("'D'", "'" + document + "'"));
    assertEquals(code, attacker.expect(Problem.class).code().wireName());
    attacker.expectAlive();
  }

  @ParameterizedTest
  @CsvSource({"99, ''", "100, ''", "101, too_large"})
  void components(int count, String code) {
    StringBuilder operation = new StringBuilder();
    for (int i = 0; i < count; i++) {
      operation.append(i == 0 ? "" : ",").append(i % 2 == 0 ? "'x'" : "1");
    }
    // Far too short or too long for the document: at the limit it is not the count that is wrong.
    attacker.say("{'t':'op','doc':'%s','seq':1,'rev':1,'op':[%s]}".formatted(document, operation));
    String got = attacker.expect(Nack.class).code().wireName();
    assertEquals(code.isEmpty() ? "invalid" : code, got);
  }

  @Test
  void anInsertOverTheLimitIsTooLarge() {
    attacker.say(
        "{'t':'op','doc':'%s','seq':1,'rev':1,'op':[6,'%s']}"
            .formatted(document, "x".repeat(1_001)));
    assertEquals("too_large", attacker.expect(Nack.class).code().wireName());
  }

  @Test
  void deepNestingIsNoStackOverflow() {
    attacker.say(
        "{'t':'op','doc':'%s','seq':1,'rev':1,'op':%s1%s}"
            .formatted(document, "[".repeat(10_000), "]".repeat(10_000)));
    assertEquals("bad_message", attacker.expect(Problem.class).code().wireName());
    attacker.expectAlive();
  }

  @Test
  void collidingKeysCostNothing() {
    StringBuilder message = new StringBuilder("{'t':'ping'");
    for (String key : Collections.nCopies(2_000, "")) {
      int number = message.length();
      message.append(",'").append(key).append(colliding(number)).append("':1");
    }
    long began = System.nanoTime();
    attacker.say(message.append("}").toString());
    ServerMessage answer = attacker.next();
    assertTrue(answer instanceof Pong || answer instanceof Problem, "answered by " + answer);
    long millis = (System.nanoTime() - began) / 1_000_000;
    assertTrue(millis < 5_000, "took " + millis + " ms");
  }

  /** One of many strings with the same hash code: each bit of the number is "Aa" or "BB". */
  private static String colliding(int number) {
    StringBuilder key = new StringBuilder();
    for (int bit = 0; bit < 17; bit++) {
      key.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return key.toString();
  }
}
