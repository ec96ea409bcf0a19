package dev.rejoin.server.protocol;

import dev.rejoin.server.codec.ParsedOperation.Unreadable;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.fuzz.FuzzTarget;
import dev.rejoin.server.fuzz.Properties;
import dev.rejoin.server.protocol.ClientMessage.Submit;
import java.util.List;

/** What clients say: read, written and read it is the same, or it is refused by a code. */
public final class MessageFuzz {

  private interface Reader {
    ClientMessage read(byte[] utf8) throws BadMessageException;
  }

  private static final ClientMessageReader READER = new ClientMessageReader(Limits.DEFAULT);

  public static final FuzzTarget SOUND = target(READER::read);

  /** Takes a cursor for one unit further. */
  public static final FuzzTarget PLANTED =
      target(
          utf8 ->
              READER.read(utf8) instanceof ClientMessage.Cursor cursor && cursor.revision() > 0
                  ? new ClientMessage.Cursor(
                      cursor.document(), cursor.revision() - 1, cursor.selection())
                  : READER.read(utf8));

  public static final List<byte[]> SEEDS =
      Properties.seeds(
          "{'t':'hello','v':1,'name':'Ada \ud83d\ude00','color':'#aabbcc','token':'x.y.z'}",
          "{'t':'open','doc':'d','client':'abcdefghijklmnopqrst_-','create':'text'}",
          "{'t':'open','doc':'d','client':'abcdefghijklmnopqrst_-','lineage':'L','rev':7,'check':['site-1234567',3]}",
          "{'t':'op','doc':'d','seq':3,'rev':7,'op':[1,'x\ud83d\ude00',-2,{'r':1,'a':{'b':true}}]}",
          "{'t':'op','doc':'d','seq':3,'rev':7,'op':[{'i':{'image':'u'},'a':{'b':1,'c':'x'}}]}",
          "{'t':'cursor','doc':'d','rev':7,'ranges':[[1,2],[3,3]]}",
          "{'t':'cursor','doc':'d','rev':0,'ranges':null}",
          "{'t':'close','doc':'d'}",
          "{'t':'ping','x':[1,{'y':null}]}");

  private MessageFuzz() {}

  private static FuzzTarget target(Reader reader) {
    return input -> {
      if (Properties.utf8(input).isPresent()) {
        Properties.withinMemory(input, () -> check(reader, input));
      }
    };
  }

  private static void check(Reader reader, byte[] input) {
    try {
      ClientMessage message = reader.read(input);
      if (message instanceof Submit submit && submit.operation() instanceof Unreadable unreadable) {
        Properties.require(!unreadable.message().isEmpty(), "a refusal without a reason");
        return;
      }
      byte[] written = ClientMessageWriter.bytes(message);
      ClientMessage again = reader.read(written);
      Properties.require(again.equals(message), message + " became " + again);
      Properties.requireSame(written, ClientMessageWriter.bytes(again));
    } catch (BadMessageException refused) {
      Properties.require(
          ServerMessageWriter.bytes(refused.toProblem()).length > 0,
          "a refusal that can't be told");
    }
  }
}
