package dev.rejoin.server.codec;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.ot.Operation;
import dev.rejoin.server.codec.ParsedOperation.Readable;
import dev.rejoin.server.codec.ParsedOperation.Unreadable;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.fuzz.FuzzTarget;
import dev.rejoin.server.fuzz.Properties;
import java.io.IOException;
import java.util.List;

/**
 * Operations: what is taken is canonical (written, it is the one text of it), fits the limits, and
 * applies to a document of its length or is refused by name.
 */
public final class OperationFuzz {

  private interface Reader {
    ParsedOperation read(byte[] utf8) throws IOException;
  }

  private static final int LONGEST = 2_000;
  private static final OperationLimits LIMITS = OperationLimits.of(Limits.DEFAULT);

  public static final FuzzTarget SOUND = target(utf8 -> OperationJson.read(utf8, LIMITS));

  /** Takes what is not canonical, and makes it so. */
  public static final FuzzTarget PLANTED =
      target(
          utf8 -> {
            ParsedOperation read = OperationJson.read(utf8, LIMITS);
            boolean twoRetains =
                new String(utf8, java.nio.charset.StandardCharsets.UTF_8).matches("\\[\\d,\\d]");
            return read instanceof Unreadable && twoRetains
                ? new Readable(Operation.identity(utf8[1] + utf8[3] - 2 * '0'))
                : read;
          });

  public static final List<byte[]> SEEDS =
      Properties.seeds(
          "[]",
          "[7,'abc',-3]",
          "[1,2]",
          "['x\ud83d\ude00',-2,{'r':1,'a':{'b':true,'c':null}}]",
          "[{'i':'abc','a':{'bold':true}},5]",
          "[{'i':{'image':'u'},'a':{'b':1,'c':'x'}}]",
          "[536870911]",
          "[-0]",
          "[1.0]");

  private OperationFuzz() {}

  private static FuzzTarget target(Reader reader) {
    return input -> {
      if (Properties.utf8(input).isPresent()) {
        Properties.withinMemory(input, () -> check(reader, input));
      }
    };
  }

  private static void check(Reader reader, byte[] input) throws IOException {
    ParsedOperation parsed;
    try {
      parsed = reader.read(input);
    } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
      return;
    }
    if (parsed instanceof Unreadable unreadable) {
      Properties.require(!unreadable.message().isEmpty(), "a refusal without a reason");
      return;
    }
    Operation operation = ((Readable) parsed).operation();
    byte[] written = OperationJson.bytes(operation);
    Properties.requireSame(canonical(input), canonical(written));
    Properties.require(reader.read(written).equals(parsed), "read again it is another");
    apply(operation);
  }

  /** Without what JSON leaves open: white space, and how a string is escaped. */
  private static byte[] canonical(byte[] json) throws IOException {
    return Plain.of(json);
  }

  private static void apply(Operation operation) {
    if (operation.baseLength() > LONGEST) {
      return;
    }
    Document document = Document.of(DocumentType.RICH_TEXT, "x".repeat(operation.baseLength()));
    try {
      document.apply(operation);
      Properties.require(document.length() == operation.targetLength(), "it has another length");
    } catch (InvalidOperationException refused) {
      Properties.require(!refused.getMessage().isEmpty(), "a refusal without a reason");
    }
  }
}
