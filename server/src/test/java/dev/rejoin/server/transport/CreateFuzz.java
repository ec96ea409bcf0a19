package dev.rejoin.server.transport;

import dev.rejoin.ot.Content;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.document.RefusedException;
import dev.rejoin.server.fuzz.FuzzTarget;
import dev.rejoin.server.fuzz.Properties;
import dev.rejoin.server.protocol.ErrorCode;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The body that makes a document: inserts of its type, within its length. */
public final class CreateFuzz {

  private static final int LONGEST = 50;
  private static final Limits LIMITS = Limits.DEFAULT.with("maxDocumentLength", LONGEST);

  private static final Set<ErrorCode> REFUSALS = Set.of(ErrorCode.BAD_MESSAGE, ErrorCode.TOO_LARGE);

  public static final FuzzTarget SOUND = target(body -> CreateRequest.read(body, LIMITS));

  /** Forgets the limit. */
  public static final FuzzTarget PLANTED = target(body -> CreateRequest.read(body, Limits.DEFAULT));

  public static final List<byte[]> SEEDS =
      Properties.seeds(
          "{}",
          "{'id':'notes','type':'text','content':'hello'}",
          "{'type':'rich-text','content':[{'i':'abc','a':{'bold':true}},{'i':{'image':'u'}}]}",
          "{'type':'text','content':'" + "x".repeat(LONGEST - 1) + "'}",
          "{'type':'text','content':[1]}");

  private CreateFuzz() {}

  private static FuzzTarget target(Function<byte[], CreateRequest> reader) {
    return input -> {
      if (Properties.utf8(input).isPresent()) {
        Properties.withinMemory(input, () -> check(reader, input));
      }
    };
  }

  private static void check(Function<byte[], CreateRequest> reader, byte[] input) {
    try {
      CreateRequest request = reader.apply(input);
      int length = request.content().targetLength();
      Properties.require(length <= LONGEST, length + " units");
      Properties.require(
          Content.of(request.type(), request.content()).length() == length, "another length");
    } catch (RefusedException refused) {
      Properties.require(REFUSALS.contains(refused.code()), "refused as " + refused.code());
    }
  }
}
