package dev.rejoin.server.protocol;

import dev.rejoin.server.codec.ParsedOperation.Readable;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.fuzz.FuzzTarget;
import dev.rejoin.server.fuzz.Properties;
import java.util.List;

/**
 * The body of an exchange with an outbox: it says what the messages of a socket would say, field by
 * field.
 */
public final class ExchangeFuzz {

  private interface Reader {
    ExchangeRequest read(String document, byte[] utf8) throws BadMessageException;
  }

  private static final ExchangeRequestReader READER = new ExchangeRequestReader(Limits.DEFAULT);
  private static final ClientMessageReader MESSAGES = new ClientMessageReader(Limits.DEFAULT);

  public static final FuzzTarget SOUND = target(READER::read);

  /** Is at a loss when there is no operation. */
  public static final FuzzTarget PLANTED =
      target(
          (document, utf8) -> {
            ExchangeRequest request = READER.read(document, utf8);
            if (request.submit().orElseThrow().sequence() > 0) {
              return request;
            }
            throw new IllegalStateException();
          });

  public static final List<byte[]> SEEDS =
      Properties.seeds(
          "{'name':'A','client':'abcdefghijklmnopqrst_-','lineage':'L','rev':7,'check':['site-1234567',3],'ops':[{'seq':3,'rev':7,'op':[1,'x']}]}",
          "{'client':'abcdefghijklmnopqrst_-','lineage':'L','rev':0,'ops':[{'seq':1,'rev':0,'op':['x']}]}",
          "{'client':'abcdefghijklmnopqrst_-','create':'rich-text','ops':[{'seq':1}]}");

  private ExchangeFuzz() {}

  private static FuzzTarget target(Reader reader) {
    return input -> {
      if (Properties.utf8(input).isPresent()) {
        Properties.withinMemory(input, () -> check(reader, input));
      }
    };
  }

  private static void check(Reader reader, byte[] input) throws BadMessageException {
    ExchangeRequest request;
    try {
      request = reader.read("d", input);
    } catch (BadMessageException refused) {
      Properties.require(refused.code() != null, "a refusal without a code");
      return;
    }
    Properties.require(request.open().document().equals("d"), "it is of another document");
    requireSameAsMessage(request.hello());
    requireSameAsMessage(request.open());
    if (request.submit().isPresent() && request.submit().get().operation() instanceof Readable) {
      requireSameAsMessage(request.submit().get());
    }
  }

  private static void requireSameAsMessage(ClientMessage part) throws BadMessageException {
    ClientMessage message = MESSAGES.read(ClientMessageWriter.bytes(part));
    Properties.require(message.equals(part), part + " as a message is " + message);
  }
}
