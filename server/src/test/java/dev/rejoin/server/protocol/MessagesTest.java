package dev.rejoin.server.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Range;
import dev.rejoin.ot.Selection;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.codec.ContentJson;
import dev.rejoin.server.codec.ParsedOperation.Readable;
import dev.rejoin.server.config.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final ClientMessageReader CLIENT_READER = new ClientMessageReader(Limits.DEFAULT);

  @Test
  void whateverAClientWritesTheServerReads() {
    Seeds.each(
        2_000,
        50_000,
        seed -> {
          ClientMessage message = new RandomMessages(seed).clientMessage();
          try {
            assertEquals(message, CLIENT_READER.read(ClientMessageWriter.bytes(message)));
          } catch (BadMessageException e) {
            throw new AssertionError(message.toString(), e);
          }
        });
  }

  @Test
  void whateverTheServerWritesAClientReads() {
    Seeds.each(
        2_000,
        50_000,
        seed -> {
          ServerMessage message = new RandomMessages(seed).serverMessage();
          try {
            assertEquals(message, ServerMessageReader.read(ServerMessageWriter.bytes(message)));
          } catch (BadMessageException e) {
            throw new AssertionError(message.toString(), e);
          }
        });
  }

  /** Messages of every type, with everything in them that may be there. */
  private static final class RandomMessages {
    private final SplitMix64 random;
    private final DocumentType type;
    private final RandomOperations operations;

    RandomMessages(long seed) {
      random = new SplitMix64(seed);
      type = random.oneOf(DocumentType.values());
      operations = new RandomOperations(random, type);
    }

    ClientMessage clientMessage() {
      return switch (random.below(6)) {
        case 0 ->
            new ClientMessage.Hello(
                random.below(5),
                maybe(() -> "token " + random.next()),
                maybe(this::name),
                maybe(() -> new Color("#12abEF")));
        case 1 ->
            new ClientMessage.Open(
                document(), text(22), maybe(() -> type), maybe(this::resumePoint));
        case 2 ->
            new ClientMessage.Submit(document(), sequence(), revision(), new Readable(operation()));
        case 3 -> new ClientMessage.Cursor(document(), revision(), maybe(this::selection));
        case 4 -> new ClientMessage.Close(document());
        default -> new ClientMessage.Ping();
      };
    }

    ServerMessage serverMessage() {
      return switch (random.below(11)) {
        case 0 ->
            new ServerMessage.Welcome(
                1, text(8), user(), "fsync", Limits.DEFAULT.forClients(), random.below(100_000));
        case 1 ->
            new ServerMessage.Opened(
                document(),
                type,
                text(12),
                random.oneOf(Access.READ, Access.WRITE),
                text(16),
                revision(),
                maybe(this::entryName),
                revision(),
                revision(),
                List.of(person(), person()),
                body(type));
        case 2 ->
            new ServerMessage.Ops(
                document(),
                revision(),
                steps(),
                maybe(this::entryName),
                random.oneIn(2) ? OptionalInt.of((int) random.next()) : OptionalInt.empty());
        case 3 ->
            new ServerMessage.CursorMoved(document(), text(8), revision(), maybe(this::selection));
        case 4 -> new ServerMessage.Joined(document(), text(8), text(12), user());
        case 5 -> new ServerMessage.Left(document(), text(8), text(12), user());
        case 6 ->
            new ServerMessage.Nack(
                document(),
                sequence(),
                random.oneOf(NackCode.values()),
                "why \"so\"\n",
                random.oneIn(2),
                random.oneIn(2) ? OptionalLong.of(random.below(1_000)) : OptionalLong.empty());
        case 7 -> new ServerMessage.AccessChanged(document(), random.oneOf(Access.values()));
        case 8 ->
            new ServerMessage.Problem(
                random.oneOf(ErrorCode.values()), "what", maybe(this::document));
        case 9 -> new ServerMessage.Drain(random.below(60_000));
        default -> new ServerMessage.Pong();
      };
    }

    private OpenedBody body(DocumentType type) {
      return random.oneIn(2)
          ? new OpenedBody.Missed(revision(), steps())
          : new OpenedBody.Whole(
              new ContentJson(type, operations.content(20).toOperation()),
              maybe(() -> random.oneOf(ResetReason.values())));
    }

    private List<Step> steps() {
      List<Step> steps = new ArrayList<>();
      for (int i = random.below(4); i > 0; i--) {
        steps.add(
            random.oneIn(2)
                ? new Step.One(text(12), sequence(), operation())
                : new Step.Folded(1 + random.below(100), operation()));
      }
      return steps;
    }

    private Operation operation() {
      Content content = operations.content(10);
      return operations.on(content);
    }

    private Person person() {
      return new Person(text(8), text(12), user(), maybe(this::selection));
    }

    private User user() {
      return User.open(name(), new Color("#001122"));
    }

    private PersonName name() {
      return new PersonName(random.oneOf("Ada", "<b>&\"'", "\uD83D\uDE00", "Ünsal Ö", "\u202Fa"));
    }

    private Selection selection() {
      List<Range> ranges = new ArrayList<>();
      for (int i = random.below(4); i > 0; i--) {
        ranges.add(new Range(random.below(1_000), random.below(1_000)));
      }
      return new Selection(ranges);
    }

    private ResumePoint resumePoint() {
      long revision = random.oneIn(3) ? 0 : sequence();
      return new ResumePoint(
          text(16), revision, revision == 0 ? Optional.empty() : Optional.of(entryName()));
    }

    private EntryName entryName() {
      return new EntryName(text(12), sequence());
    }

    private String document() {
      return text(1 + random.below(128));
    }

    private long revision() {
      return random.oneIn(8) ? Numbers.MAX : random.below(100_000);
    }

    private long sequence() {
      return 1L + random.below(100_000);
    }

    private String text(int length) {
      String alphabet = "ABCXYZabcxyz0189_-";
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.append(alphabet.charAt(random.below(alphabet.length())));
      }
      return text.toString();
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
      return random.oneIn(2) ? Optional.of(value.get()) : Optional.empty();
    }
  }

  @Test
  void theWelcomeTellsTheLimitsThatAClientCanRunInto() {
    Map<String, Integer> limits = Limits.DEFAULT.forClients();
    assertEquals(4 << 20, limits.get("maxMessageBytes"));
    assertEquals(5_000_000, limits.get("maxDocumentLength"));
    assertEquals(null, limits.get("maxConnections"));
  }
}
