package dev.rejoin.server.protocol;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.fuzz.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever bytes come, a reader gives a message or the one exception that it promises. */
class MessageFuzzTest {
  private static final ClientMessageReader READER =
      new ClientMessageReader(Limits.DEFAULT.with("maxInsertLength", 100));

  private static final ExchangeRequestReader EXCHANGES =
      new ExchangeRequestReader(Limits.DEFAULT.with("maxInsertLength", 100));

  private static final String CLIENT = "'client':'abcdefghijklmnopqrst_-'";

  private static final List<byte[]> GOOD =
      Stream.of(
              "{'t':'hello','v':1,'name':'Ada \uD83D\uDE00','color':'#aabbcc','token':'x.y.z'}",
              "{'t':'open','doc':'d'," + CLIENT + ",'create':'text'}",
              "{'t':'open','doc':'d',"
                  + CLIENT
                  + ",'lineage':'L','rev':7,'check':['site-1234567',3]}",
              "{'t':'op','doc':'d','seq':3,'rev':7,'op':[1,'x\uD83D\uDE00',-2,{'r':1,'a':{'b':true}}]}",
              "{'t':'op','doc':'d','seq':3,'rev':7,'op':[{'i':{'image':'u'},'a':{'b':1,'c':'x'}}]}",
              "{'name':'A',"
                  + CLIENT
                  + ",'lineage':'L','rev':0,'ops':[{'seq':3,'rev':7,'op':[1,'x']}]}",
              "{'t':'cursor','doc':'d','rev':7,'ranges':[[1,2],[3,3]]}",
              "{'t':'close','doc':'d'}",
              "{'t':'ping','x':[1,{'y':null}]}")
          .map(message -> message.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
          .toList();

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
          if (readOrRefuse(Mutations.of(GOOD, new SplitMix64(seed)))) {
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
