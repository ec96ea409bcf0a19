package dev.rejoin.server.protocol;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Selection;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.server.codec.ContentJson;
import dev.rejoin.server.codec.OperationLimits;
import dev.rejoin.server.codec.ParsedOperation;
import dev.rejoin.server.codec.ParsedOperation.Readable;
import dev.rejoin.server.codec.ParsedOperation.Unreadable;
import dev.rejoin.server.codec.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads what the server sends: for clients written in Java, and for tests. */
public final class ServerMessageReader {
  private static final FieldReader FIELDS =
      new FieldReader(
          Field::fromServer, OperationLimits.NONE, Integer.MAX_VALUE, Integer.MAX_VALUE);
  private static final MessageReader<ServerMessage> READER =
      MessageReader.byType(FIELDS, ServerMessageReader::make);

  private ServerMessageReader() {}

  /** The message in these bytes, which are valid UTF-8. */
  public static ServerMessage read(byte[] bytes) throws BadMessageException {
    return READER.read(bytes, 0, bytes.length);
  }

  private static ServerMessage make(String type, MessageFields fields) throws ShapeException {
    return switch (type) {
      case "welcome" -> welcome(fields);
      case "opened" -> opened(fields);
      case "ops" -> ops(fields);
      case "cursor" -> cursorMoved(fields);
      case "joined" -> joined(fields);
      case "left" -> left(fields);
      case "nack" -> nack(fields);
      case "access" -> new ServerMessage.AccessChanged(fields.text(Field.DOCUMENT), access(fields));
      case "error" -> problem(fields);
      case "drain" -> new ServerMessage.Drain(fields.integer(Field.AFTER));
      case "pong" -> new ServerMessage.Pong();
      default -> null;
    };
  }

  @SuppressWarnings("unchecked")
  private static ServerMessage welcome(MessageFields fields) throws ShapeException {
    return new ServerMessage.Welcome(
        fields.smallInteger(Field.VERSION),
        fields.text(Field.SESSION),
        user(fields),
        fields.text(Field.DURABILITY),
        (Map<String, Integer>) fields.required(Field.LIMITS, Map.class),
        fields.smallInteger(Field.HEARTBEAT));
  }

  private static ServerMessage opened(MessageFields fields) throws ShapeException {
    DocumentType type =
        DocumentType.named(fields.text(Field.DOCUMENT_TYPE)).orElseThrow(unknown("type"));
    return new ServerMessage.Opened(
        fields.text(Field.DOCUMENT),
        type,
        fields.text(Field.SITE),
        access(fields),
        fields.text(Field.LINEAGE),
        fields.integer(Field.REVISION),
        fields.optional(Field.CHECK, EntryName.class),
        fields.integer(Field.SEQUENCE),
        fields.optionalInteger(Field.FLOOR).orElse(0),
        people(fields),
        body(fields, type));
  }

  private static OpenedBody body(MessageFields fields, DocumentType type) throws ShapeException {
    if (fields.has(Field.OPS)) {
      return new OpenedBody.Missed(fields.integer(Field.FROM), steps(fields));
    }
    Optional<String> reason = fields.optionalText(Field.REASON);
    return new OpenedBody.Whole(
        new ContentJson(type, content(fields, type)),
        reason.isEmpty()
            ? Optional.empty()
            : Optional.of(ResetReason.named(reason.get()).orElseThrow(unknown("reason"))));
  }

  private static Operation content(MessageFields fields, DocumentType type) throws ShapeException {
    if (type == DocumentType.TEXT) {
      return Operation.builder().insert(fields.text(Field.CONTENT)).build();
    }
    return operation(fields, Field.CONTENT);
  }

  private static Operation operation(MessageFields fields, Field field) throws ShapeException {
    ParsedOperation parsed = fields.required(field, ParsedOperation.class);
    if (parsed instanceof Unreadable unreadable) {
      throw new ShapeException(unreadable.message());
    }
    return ((Readable) parsed).operation();
  }

  private static ServerMessage ops(MessageFields fields) throws ShapeException {
    OptionalLong hash = fields.optionalInteger(Field.HASH);
    return new ServerMessage.Ops(
        fields.text(Field.DOCUMENT),
        fields.integer(Field.FROM),
        steps(fields),
        fields.optional(Field.CHECK, EntryName.class),
        hash.isPresent() ? OptionalInt.of((int) hash.getAsLong()) : OptionalInt.empty());
  }

  private static List<Step> steps(MessageFields fields) throws ShapeException {
    List<Step> steps = new ArrayList<>();
    for (MessageFields step : fields.objects(Field.OPS)) {
      steps.add(step(step));
    }
    return steps;
  }

  private static Step step(MessageFields fields) throws ShapeException {
    if (fields.has(Field.FOLD)) {
      return new Step.Folded(fields.smallInteger(Field.FOLD), operation(fields, Field.OPERATION));
    }
    String by = fields.text(Field.BY);
    long sequence = fields.integer(Field.SEQUENCE);
    return new Step.One(by, sequence, operation(fields, Field.OPERATION));
  }

  private static List<Person> people(MessageFields fields) throws ShapeException {
    List<Person> people = new ArrayList<>();
    for (MessageFields person : fields.objects(Field.PEOPLE)) {
      people.add(
          new Person(
              person.text(Field.SESSION),
              person.text(Field.SITE),
              user(person),
              person.optional(Field.RANGES, Selection.class)));
    }
    return people;
  }

  private static ServerMessage cursorMoved(MessageFields fields) throws ShapeException {
    return new ServerMessage.CursorMoved(
        fields.text(Field.DOCUMENT),
        fields.text(Field.SESSION),
        fields.integer(Field.REVISION),
        fields.optional(Field.RANGES, Selection.class));
  }

  private static ServerMessage joined(MessageFields fields) throws ShapeException {
    return new ServerMessage.Joined(
        fields.text(Field.DOCUMENT),
        fields.text(Field.SESSION),
        fields.text(Field.SITE),
        user(fields));
  }

  private static ServerMessage left(MessageFields fields) throws ShapeException {
    return new ServerMessage.Left(
        fields.text(Field.DOCUMENT),
        fields.text(Field.SESSION),
        fields.text(Field.SITE),
        user(fields));
  }

  private static User user(MessageFields fields) throws ShapeException {
    MessageFields user = fields.required(Field.USER, MessageFields.class);
    return new User(
        user.text(Field.ID),
        new PersonName(user.text(Field.NAME)),
        new Color(user.text(Field.COLOR)));
  }

  private static ServerMessage nack(MessageFields fields) throws ShapeException {
    return new ServerMessage.Nack(
        fields.text(Field.DOCUMENT),
        fields.integer(Field.SEQUENCE),
        NackCode.named(fields.text(Field.CODE)).orElseThrow(unknown("code")),
        fields.text(Field.MESSAGE),
        fields.required(Field.RETRY, Boolean.class),
        fields.optionalInteger(Field.AFTER));
  }

  private static ServerMessage problem(MessageFields fields) throws ShapeException {
    return new ServerMessage.Problem(
        ErrorCode.named(fields.text(Field.CODE)).orElseThrow(unknown("code")),
        fields.text(Field.MESSAGE),
        fields.optionalText(Field.DOCUMENT));
  }

  private static Access access(MessageFields fields) throws ShapeException {
    return Access.named(fields.text(Field.ACCESS)).orElseThrow(unknown("access"));
  }

  private static java.util.function.Supplier<ShapeException> unknown(String what) {
    return () -> new ShapeException(what + " is none that this version knows");
  }
}
