package dev.rejoin.server.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Range;
import dev.rejoin.ot.Selection;
import dev.rejoin.server.codec.ParsedOperation.Fault;
import dev.rejoin.server.codec.ParsedOperation.Readable;
import dev.rejoin.server.codec.ParsedOperation.Unreadable;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.ClientMessage.Close;
import dev.rejoin.server.protocol.ClientMessage.Cursor;
import dev.rejoin.server.protocol.ClientMessage.Hello;
import dev.rejoin.server.protocol.ClientMessage.Open;
import dev.rejoin.server.protocol.ClientMessage.Ping;
import dev.rejoin.server.protocol.ClientMessage.Submit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages are written with ' for " here. */
class ClientMessageReaderTest {
  private static final String CLIENT = "abcdefghijklmnopqrst_-";
  private static final ClientMessageReader READER =
      new ClientMessageReader(Limits.DEFAULT.with("maxRanges", 2));

  private static ClientMessage read(String json) throws BadMessageException {
    return READER.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static BadMessageException refused(String json) {
    return assertThrows(BadMessageException.class, () -> read(json));
  }

  @Test
  void aHelloNamesVersionAndPerson() throws BadMessageException {
    assertEquals(
        new Hello(
            1,
            Optional.of("secret"),
            Optional.of(new PersonName("Ada \uD83D\uDE00")),
            Optional.of(new Color("#00aaFF"))),
        read(
            "{'t':'hello','v':1,'token':'secret','name':'  Ada \uD83D\uDE00 ','color':'#00aaFF'}"));
    assertEquals(
        new Hello(2, Optional.empty(), Optional.empty(), Optional.empty()),
        read("{'t':'hello','v':2}"));
  }

  @Test
  void anOpenNamesDocumentAndClient() throws BadMessageException {
    assertEquals(
        new Open("d", CLIENT, Optional.empty(), Optional.empty()),
        read("{'t':'open','doc':'d','client':'" + CLIENT + "'}"));
    assertEquals(
        new Open("d", CLIENT, Optional.of(DocumentType.RICH_TEXT), Optional.empty()),
        read("{'t':'open','doc':'d','client':'" + CLIENT + "','create':'rich-text'}"));
  }

  @Test
  void anOpenThatResumesSaysWhereItStands() throws BadMessageException {
    String open = "{'t':'open','doc':'d','client':'" + CLIENT + "','lineage':'L',";
    assertEquals(
        Optional.of(new ResumePoint("L", 5, Optional.of(new EntryName("site-1234567", 3)))),
        ((Open) read(open + "'rev':5,'check':['site-1234567',3]}")).resume());
    assertEquals(
        Optional.of(new ResumePoint("L", 0, Optional.empty())),
        ((Open) read(open + "'rev':0,'check':null}")).resume());
  }

  @Test
  void aSubmitCarriesItsOperation() throws BadMessageException {
    Operation operation = Operation.builder().retain(2).insert("x").build();
    assertEquals(
        new Submit("d", 3, 7, new Readable(operation)),
        read("{'t':'op','doc':'d','seq':3,'rev':7,'op':[2,'x']}"));
  }

  @Test
  void theRestIsShort() throws BadMessageException {
    assertEquals(
        new Cursor("d", 7, Optional.of(new Selection(List.of(new Range(3, 1), new Range(4, 4))))),
        read("{'t':'cursor','doc':'d','rev':7,'ranges':[[3,1],[4,4]]}"));
    assertEquals(
        new Cursor("d", 7, Optional.empty()),
        read("{'t':'cursor','doc':'d','rev':7,'ranges':null}"));
    assertEquals(new Close("d"), read("{'t':'close','doc':'d'}"));
    assertEquals(new Ping(), read("{'t':'ping'}"));
  }

  @Test
  void theOrderOfFieldsAndFieldsOfOthersDoNotMatter() throws BadMessageException {
    assertEquals(
        read("{'t':'op','doc':'d','seq':3,'rev':7,'op':[2,'x']}"),
        read(
            "{'op':[2,'x'],'people':{'deep':[{'er':1}]},'rev':7,'color':7,"
                + "'seq':3,'later':null,'doc':'d','t':'op'}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                           | | message is nothing, wanted an object",
        "[]                           | | message is an array, wanted an object",
        "null                         | | message is null",
        "'ping'                       | | message is a string",
        "{                            | | not JSON at byte",
        "{'t':'ping'} {'t':'ping'}    | | something follows the message",
        "{'t':'ping'}]                | | not JSON at byte",
        "{'t':'ping','t':'ping'}      | | Duplicate",
        "{'t':'ping','x':{'y':1,'y':2}} | | Duplicate",
        "{}                           | | t is missing",
        "{'t':7}                      | | t is an integer, wanted a string",
        "{'t':'ping',/**/'x':1}       | | not JSON at byte",
        "{'t':'ping','x':NaN}         | | not JSON at byte",
        "{'t':'ping','x':01}          | | not JSON at byte",
        "{'t':'hello'}                | | v is missing",
        "{'t':'hello','v':'1'}        | | v is a string, wanted an integer",
        "{'t':'hello','v':1.0}        | | v is a number that is not written as an integer",
        "{'t':'hello','v':4294967297} | | v is 4294967297, over 2147483647",
        "{'t':'hello','v':1,'name':''} | | name has 0 units, wanted 1 to 64",
        "{'t':'hello','v':1,'name':'   '} | | name has 0 units, wanted 1 to 64",
        "{'t':'hello','v':1,'name':'a\\u0007b'} | | name holds U+0007",
        "{'t':'hello','v':1,'name':'a\\u202eb'} | | name holds U+202E",
        "{'t':'hello','v':1,'name':'\\ud83d'} | | name holds U+D83D",
        "{'t':'hello','v':1,'color':'red'} | | color is not #rrggbb",
        "{'t':'hello','v':1,'color':'#12345g'} | | color is not #rrggbb",
        "{'t':'open','client':'abcdefghijklmnopqrst_-'} | | doc is missing",
        "{'t':'open','doc':'','client':'abcdefghijklmnopqrst_-'} | | doc is not 1 to 128",
        "{'t':'open','doc':'a/b','client':'abcdefghijklmnopqrst_-'} | | doc is not 1 to 128",
        "{'t':'open','doc':'d'}       | d | client is missing",
        "{'t':'open','doc':'d','client':'short'} | d | client is not 22",
        "{'t':'open','doc':'d','client':'abcdefghijklmnopqrst_+'} | d | client is not 22",
        "{'t':'open','doc':'d','client':'abcdefghijklmnopqrst_-','create':'x'} | d | there is no document type",
        "{'t':'open','doc':'d','client':'abcdefghijklmnopqrst_-','lineage':'L'} | d | rev is missing",
        "{'t':'open','doc':'d','client':'abcdefghijklmnopqrst_-','rev':0} | d | lineage is missing",
        "{'t':'open','doc':'d','client':'abcdefghijklmnopqrst_-','lineage':'L','rev':1} | d | check is missing at revision 1",
        "{'t':'open','doc':'d','client':'abcdefghijklmnopqrst_-','lineage':'L','rev':1,'check':[]} | d | site of check is nothing",
        "{'t':'open','doc':'d','client':'abcdefghijklmnopqrst_-','lineage':'L','rev':1,'check':['x',1]} | d | site of check is not 12",
        "{'t':'open','doc':'d','client':'abcdefghijklmnopqrst_-','lineage':'L','rev':1,'check':['site-1234567',0]} | d | seq of check is 0",
        "{'t':'open','doc':'d','client':'abcdefghijklmnopqrst_-','lineage':'L','rev':0,'check':['site-1234567',1]} | d | check is given at revision 0",
        "{'t':'op','seq':1,'rev':0,'op':[]} | | doc is missing",
        "{'t':'op','doc':'d','rev':0,'op':[]} | d | seq is missing",
        "{'t':'op','doc':'d','seq':0,'rev':0,'op':[]} | d | seq is 0, wanted 1",
        "{'t':'op','doc':'d','seq':1.5,'rev':0,'op':[]} | d | seq is a number that is not written as an integer",
        "{'t':'cursor','doc':'d','ranges':null} | d | rev is missing",
        "{'t':'cursor','doc':'d','rev':-1,'ranges':null} | d | rev is -1",
        "{'t':'cursor','doc':'d','rev':0,'ranges':[[1]]} | d | position is nothing, wanted an integer",
        "{'t':'cursor','doc':'d','rev':0,'ranges':[[1,2,3]]} | d | third of a range",
        "{'t':'cursor','doc':'d','rev':0,'ranges':[[-1,2]]} | d | position is -1",
        "{'t':'cursor','doc':'d','rev':0,'ranges':[[1,2],[3,4],[5,6]]} | d | ranges has more than 2",
        "{'t':'close'}                | | doc is missing",
      })
  void aBadMessageIsRefusedWithItsDocumentAndTheReason(
      String json, String document, String message) {
    BadMessageException refused = refused(json == null ? "" : json);
    assertEquals(ErrorCode.BAD_MESSAGE, refused.code());
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
    assertEquals(Optional.ofNullable(document).filter(Ids::isDocument), refused.document());
  }

  @Test
  void anUnknownTypeIsRefusedAsSuch() {
    BadMessageException refused = refused("{'t':'dance','doc':'d'}");
    assertEquals(ErrorCode.UNKNOWN_TYPE, refused.code());
    assertEquals("there is no type \"dance\"", refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'t':'op','doc':'d','seq':3}                        | INVALID   | rev is missing",
        "{'t':'op','doc':'d','seq':3,'rev':1}                | INVALID   | op is missing",
        "{'t':'op','doc':'d','seq':3,'rev':-1,'op':[]}       | INVALID   | rev is -1",
        "{'t':'op','doc':'d','seq':3,'rev':'1','op':[]}      | INVALID   | rev is a string",
        "{'t':'op','op':[0],'doc':'d','seq':3,'rev':1}       | INVALID   | component 0 has length 0",
        "{'t':'op','op':[1.5,[[]]],'doc':'d','seq':3,'rev':1} | INVALID  | not written as an integer",
        "{'op':{'a':[{'b':1}]},'t':'op','doc':'d','seq':3,'rev':1} | INVALID | wanted an array",
        "{'t':'op','doc':'d','seq':3,'rev':1,'op':['0123456789']} | TOO_LARGE | over the limit of 9",
      })
  void aSubmitWithANameIsAnsweredUnderItWhateverElseIsWrong(
      String json, Fault fault, String message) throws BadMessageException {
    ClientMessageReader reader = new ClientMessageReader(Limits.DEFAULT.with("maxInsertLength", 9));
    ClientMessage read = reader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    Submit submit = assertInstanceOf(Submit.class, read);
    assertEquals("d", submit.document());
    assertEquals(3, submit.sequence());
    Unreadable unreadable = assertInstanceOf(Unreadable.class, submit.operation());
    assertEquals(fault, unreadable.fault());
    assertTrue(unreadable.message().contains(message), unreadable.message());
  }

  @Test
  void depthSixteenIsTakenAndSeventeenIsNot() throws BadMessageException {
    assertEquals(new Ping(), read("{'t':'ping','x':" + nested(15) + "}"));
    assertTrue(refused("{'t':'ping','x':" + nested(16) + "}").getMessage().contains("depth"));
    // A parser that recursed would end here in a stack overflow.
    refused("{'t':'ping','x':" + "[".repeat(500_000));
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  @Test
  void aRefusalDoesNotSendBackMoreThanAFewHundredUnits() {
    String long1 = "x".repeat(100_000);
    assertTrue(refused("{'t':'" + long1 + "'}").getMessage().length() <= 301);
    assertTrue(refused("{'t':" + long1 + "}").getMessage().length() <= 301);
    String emoji = refused("{'t':'" + "\uD83D\uDE00".repeat(1_000) + "'}").getMessage();
    assertEquals(-1, emoji.replace("\uD83D\uDE00", "").indexOf('\uD83D'));
  }

  @Test
  void aRefusalNeverRepeatsTheSecretOfAClient() {
    String secret = "secret-secret-secret-secret";
    BadMessageException refused = refused("{'t':'open','doc':'d','client':'" + secret + "'}");
    assertTrue(!refused.getMessage().contains("secret"), refused.getMessage());
  }
}
