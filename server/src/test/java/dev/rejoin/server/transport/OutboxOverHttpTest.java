package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResetReason;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.protocol.Site;
import dev.rejoin.server.testing.FakeParticipant;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WebClient;
import dev.rejoin.server.testing.WebClient.Answer;
import dev.rejoin.server.testing.WireClient;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An outbox comes by without a socket. */
class OutboxOverHttpTest {

  private static final String ANN = FakeParticipant.client("ann");

  private static TestServer server;
  private static int documents;

  private final WebClient web = server.web();
  private String document;
  private String lineage;

  @BeforeAll
  static void start() {
    server = TestServer.inMemory();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A document of its own for each test, empty. */
  @BeforeEach
  void prepare() {
    document = "http-" + documents++;
    lineage = exchange("'create':'text'").opened().lineage();
  }

  private Answer exchange(String fields) {
    return web.exchange(document, "{'client':'" + ANN + "'," + fields + "}");
  }

  private String standing(long revision, String check) {
    return "'lineage':'%s','rev':%d,'check':%s".formatted(lineage, revision, check);
  }

  /** Ann's outbox, which has stood at the beginning ever since. */
  private Answer send(long sequence, long revision, String operation) {
    return exchange(
        standing(0, "null")
            + ",'ops':[{'seq':%d,'rev':%d,'op':%s}]".formatted(sequence, revision, operation));
  }

  private static OpenedBody.Missed missed(Answer answer) {
    return (OpenedBody.Missed) answer.opened().body();
  }

  private static String own(long sequence) {
    return "['" + Site.of(ANN) + "'," + sequence + "]";
  }

  private String text() {
    return web.get("/v1/documents/" + document).field("content").orElseThrow();
  }

  @Test
  void anOperationIsStoredAndAnsweredWithItsStep() {
    Answer answer = send(1, 0, "['hi']");
    Opened opened = answer.opened();
    assertEquals(1, opened.revision());
    assertEquals(1, opened.sequence());
    assertEquals(List.of(), opened.people());
    assertEquals(
        List.of(new Step.One(Site.of(ANN), 1, Operation.builder().insert("hi").build())),
        missed(answer).steps());
    assertEquals("hi", text());
  }

  @Test
  void whoIsThereSeesItAndWhoCameBySeesWhatTheyWrote() {
    try (WireClient bob = server.client("bob")) {
      bob.open(document, "bob");
      bob.say("{'t':'op','doc':'" + document + "','seq':1,'rev':0,'op':['b']}");
      bob.expect(Ops.class);
      Answer answer = send(1, 0, "['a']");
      assertEquals(2, missed(answer).steps().size());
      Ops told = bob.expect(Ops.class);
      assertEquals(missed(answer).steps().subList(1, 2), told.steps());
      bob.expectAlive();
    }
    assertEquals("ab", text());
  }

  @Test
  void theSameAgainIsAnsweredTheSameAndStoredOnce() {
    Answer first = send(1, 0, "['hi']");
    for (int i = 0; i < 5; i++) {
      assertEquals(first.body(), send(1, 0, "['hi']").body());
    }
    assertEquals("hi", text());
  }

  @Test
  void overASocketAndOverHttpItIsTheSameName() {
    try (WireClient ann = server.client("ann")) {
      ann.open(document, "ann");
      ann.say("{'t':'op','doc':'" + document + "','seq':1,'rev':0,'op':['hi']}");
      ann.expect(Ops.class);
      assertEquals(1, send(1, 0, "['hi']").opened().revision());
      assertEquals("409 stale", send(1, 0, "['ho']").problem());
      assertEquals(2, send(2, 1, "[2,'!']").opened().revision());
      ann.say("{'t':'op','doc':'" + document + "','seq':2,'rev':1,'op':[2,'!']}");
      ann.say("{'t':'op','doc':'" + document + "','seq':3,'rev':2,'op':[3,'?']}");
      assertEquals(2, ann.expect(Ops.class).to());
      assertEquals(3, ann.expect(Ops.class).to());
    }
    assertEquals("hi!?", text());
  }

  @Test
  void withoutAnOperationItIsToldWhatItMissed() {
    send(1, 0, "['hi']");
    assertEquals(1, missed(exchange(standing(0, "null"))).steps().size());
    assertEquals(List.of(), missed(exchange(standing(1, own(1)) + ",'ops':[]")).steps());
    var whole = (OpenedBody.Whole) exchange("'ops':[]").opened().body();
    assertEquals("hi", whole.content().apply(""));
    assertEquals(Optional.empty(), whole.reason());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "other | 1 | true",
        "      | 9 | true",
        "      | 1 | false",
      })
  void whatWasMadeOnAnotherLogIsNotTaken(String otherLineage, long revision, boolean ownCheck) {
    send(1, 0, "['hi']");
    String check = ownCheck ? own(1) : own(7);
    String standing =
        standing(revision, check).replace(lineage, otherLineage == null ? lineage : otherLineage);
    Answer answer = exchange(standing + ",'ops':[{'seq':2,'rev':1,'op':[2,'!']}]");
    var whole = (OpenedBody.Whole) answer.opened().body();
    assertEquals(Optional.of(ResetReason.DIVERGED), whole.reason());
    assertEquals("hi", whole.content().apply(""));
    assertEquals(1, answer.opened().sequence());
    assertEquals("hi", text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | 0 | ['a']    | 409 gap",
        "1 | 5 | ['a']    | 409 future",
        "1 | 0 | [3,'a']  | 400 invalid",
        "1 | 0 | [0]      | 400 invalid",
        "1 | 0 | 'a'      | 400 invalid",
        "1 | 0 | ['a','b'] | 400 invalid",
        "1 | 0 | [{'i':'a','a':{'bold':true}}] | 400 invalid",
      },
      quoteCharacter = '`')
  void whatIsNotTakenIsAProblemThatNamesIt(
      long sequence, long revision, String operation, String problem) {
    Answer answer = send(sequence, revision, operation);
    assertEquals(problem, answer.problem());
    assertEquals(Optional.of(String.valueOf(sequence)), answer.field("seq"));
    assertEquals(Optional.of("false"), answer.field("retry"));
    assertEquals("", text());
  }

  @Test
  void whatIsNotThereIsNotFoundUnlessItIsWanted() {
    String path = "not-yet";
    assertEquals("404 not_found", web.exchange(path, "{'client':'" + ANN + "'}").problem());
    Opened made = web.exchange(path, "{'client':'" + ANN + "','create':'rich-text'}").opened();
    assertEquals(0, made.revision());
    assertEquals("rich-text", web.get("/v1/documents/not-yet").field("type").orElseThrow());
  }

  @Test
  void theEntrySaysWhoItWas() {
    exchange(
        "'name':'Ann','color':'#0b66a8',"
            + standing(0, "null")
            + ",'ops':[{'seq':1,'rev':0,'op':['x']}]");
    Answer entries = web.get("/v1/documents/" + document + "/ops");
    assertEquals(Optional.of("~Ann"), entries.field("user"));
    assertEquals(Optional.of(Site.of(ANN)), entries.field("site"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{'client':'short'}",
        "{'client':'ann___________________','name':''}",
        "{'client':'ann___________________','name':7}",
        "{'client':'ann___________________','color':'red'}",
        "{'client':'ann___________________','create':'video'}",
        "{'client':'ann___________________','lineage':'x'}",
        "{'client':'ann___________________','rev':1}",
        "{'client':'ann___________________','lineage':'x','rev':1}",
        "{'client':'ann___________________','lineage':'x','rev':0,'check':['AAAAAAAAAAAA',1]}",
        "{'client':'ann___________________','ops':{}}",
        "{'client':'ann___________________','ops':[7]}",
        "{'client':'ann___________________','ops':[{'seq':1,'rev':0,'op':['a']}]}",
        "{'client':'ann___________________','lineage':'x','rev':0,'ops':[{'rev':0,'op':['a']}]}",
        "{'client':'ann___________________','lineage':'x','rev':0,'ops':[{},{}]}",
        "{'client':'ann___________________','client':'ann___________________'}",
        "{'client':'ann___________________'}}",
      })
  void whatMakesNoSenseIsRefused(String body) {
    String named = body.replace("ann___________________", ANN);
    assertEquals("400 bad_message", web.exchange(document, named).problem());
    assertEquals("", text());
  }

  @Test
  void chainedOperationsAreRefusedWhole() {
    Answer answer =
        exchange(
            standing(0, "null")
                + ",'ops':[{'seq':1,'rev':0,'op':['a']},{'seq':2,'rev':1,'op':[1,'b']}]");
    assertEquals("400 bad_message", answer.problem());
    assertTrue(answer.body().contains("ops has more than 1"), answer.body());
    assertEquals("", text());
  }
}
