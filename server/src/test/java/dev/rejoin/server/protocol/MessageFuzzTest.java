package dev.rejoin.server.protocol;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, a reader gives a message or the one exception that it promises. */
class MessageFuzzTest {
  private static final ClientMessageReader READER =
      new ClientMessageReader(Limits.DEFAULT.with("maxInsertLength", 100));

  private static final ExchangeRequestReader EXCHANGES =
      new ExchangeRequestReader(Limits.DEFAULT.with("maxInsertLength", 100));

  private static final String CLIENT = "'client':'abcdefghijklmnopqrst_-'";

  private static final String[] GOOD = {
    "{'t':'hello','v':1,'name':'Ada \uD83D\uDE00','color':'#aabbcc','token':'x.y.z'}",
    "{'t':'open','doc':'d'," + CLIENT + ",'create':'text'}",
    "{'t':'open','doc':'d'," + CLIENT + ",'lineage':'L','rev':7,'check':['site-1234567',3]}",
    "{'t':'op','doc':'d','seq':3,'rev':7,'op':[1,'x\uD83D\uDE00',-2,{'r':1,'a':{'b':true}}]}",
    "{'t':'op','doc':'d','seq':3,'rev':7,'op':[{'i':{'image':'u'},'a':{'b':1,'c':'x'}}]}",
    "{'name':'A'," + CLIENT + ",'lineage':'L','rev':0,'ops':[{'seq':3,'rev':7,'op':[1,'x']}]}",
    "{'t':'cursor','doc':'d','rev':7,'ranges':[[1,2],[3,3]]}",
    "{'t':'close','doc':'d'}",
    "{'t':'ping','x':[1,{'y':null}]}",
  };

  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u",
    "\\ud83d",
    "null",
    "true",
    "-",
    "0",
    "1e9",
    "1.0",
    "9007199254740993",
    "99999999999999999999",
    "-0",
    "NaN",
    "\"t\":",
    "\"op\":[",
    "\"a\":{",
    "//",
    "\0",
    "\uFEFF",
    "\uD83D\uDE00",
  };

  @Test
  void randomBytesAreRefusedByName() {
    Seeds.each(
        10_000,
        500_000,
        seed -> {
          SplitMix64 random = new SplitMix64(seed);
          byte[] bytes = new byte[random.below(60)];
          for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) random.next();
          }
          readOrRefuse(bytes);
        });
  }

  @Test
  void messagesWithAFewBytesChangedAreReadOrRefusedByName() {
    int[] read = new int[1];
    int[] refused = new int[1];
    Seeds.each(
        20_000,
        1_000_000,
        seed -> {
          SplitMix64 random = new SplitMix64(seed);
          byte[] bytes = random.oneOf(GOOD).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
          for (int changes = 1 + random.below(4); changes > 0; changes--) {
            bytes = changed(bytes, random);
          }
          if (readOrRefuse(bytes)) {
            read[0]++;
          } else {
            refused[0]++;
          }
        });
    if (Long.getLong("seed") == null) {
      assertTrue(
          read[0] > 500 && refused[0] > 5_000, read[0] + " read, " + refused[0] + " refused");
    }
  }

  private static byte[] changed(byte[] bytes, SplitMix64 random) {
    int at = random.below(bytes.length + 1);
    int end = Math.min(bytes.length, at + random.below(4));
    byte[] put =
        switch (random.below(4)) {
          case 0 -> new byte[0];
          case 1 -> new byte[] {(byte) random.next()};
          case 2 -> Arrays.copyOfRange(bytes, random.below(at + 1), at);
          default -> random.oneOf(PIECES).getBytes(StandardCharsets.UTF_8);
        };
    byte[] result = Arrays.copyOf(bytes, at + put.length + bytes.length - end);
    System.arraycopy(put, 0, result, at, put.length);
    System.arraycopy(bytes, end, result, at + put.length, bytes.length - end);
    return result;
  }

  private static boolean readOrRefuse(byte[] bytes) {
    readAsClient(bytes);
    readAsExchange(bytes);
    try {
      assertNotNull(READER.read(bytes));
      return true;
    } catch (BadMessageException e) {
      assertNotNull(e.code());
      assertTrue(ServerMessageWriter.bytes(e.toProblem()).length > 0);
      return false;
    }
  }

  private static void readAsExchange(byte[] bytes) {
    try {
      assertNotNull(EXCHANGES.read("d", bytes));
    } catch (BadMessageException e) {
      assertNotNull(e.code());
    }
  }

  private static void readAsClient(byte[] bytes) {
    try {
      assertNotNull(ServerMessageReader.read(bytes));
    } catch (BadMessageException e) {
      assertNotNull(e.code());
    }
  }
}
