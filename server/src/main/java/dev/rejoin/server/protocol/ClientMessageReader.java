package dev.rejoin.server.protocol;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Selection;
import dev.rejoin.server.codec.OperationLimits;
import dev.rejoin.server.codec.ParsedOperation;
import dev.rejoin.server.codec.ParsedOperation.Fault;
import dev.rejoin.server.codec.ParsedOperation.Unreadable;
import dev.rejoin.server.codec.ShapeException;
import dev.rejoin.server.config.Limits;
import java.util.Optional;

/** Reads what clients send. Holds no state: one serves all sockets. */
public final class ClientMessageReader {
  private final MessageReader<ClientMessage> reader;

  public ClientMessageReader(Limits limits) {
    FieldReader fieldReader =
        new FieldReader(Field::fromClient, OperationLimits.of(limits), limits.maxRanges(), 0);
    this.reader = MessageReader.byType(fieldReader, ClientMessageReader::make);
  }

  /** The message in these bytes, which are valid UTF-8. */
  public ClientMessage read(byte[] bytes) throws BadMessageException {
    return read(bytes, 0, bytes.length);
  }

  /** The message in {@code length} bytes from {@code offset} on. */
  public ClientMessage read(byte[] bytes, int offset, int length) throws BadMessageException {
    return reader.read(bytes, offset, length);
  }

  private static ClientMessage make(String type, MessageFields fields) throws ShapeException {
    return switch (type) {
      case "hello" -> hello(fields.smallInteger(Field.VERSION), fields);
      case "open" -> open(fields.text(Field.DOCUMENT), fields);
      case "op" -> submit(fields.text(Field.DOCUMENT), fields);
      case "cursor" -> cursor(fields);
      case "close" -> new ClientMessage.Close(fields.text(Field.DOCUMENT));
      case "ping" -> new ClientMessage.Ping();
      default -> null;
    };
  }

  static ClientMessage.Hello hello(int version, MessageFields fields) throws ShapeException {
    return new ClientMessage.Hello(
        version,
        fields.optionalText(Field.TOKEN),
        fields.optionalText(Field.NAME).map(PersonName::of),
        fields.optionalText(Field.COLOR).map(Color::new));
  }

  static ClientMessage.Open open(String document, MessageFields fields) throws ShapeException {
    return new ClientMessage.Open(
        document, fields.text(Field.CLIENT), create(fields), resume(fields));
  }

  private static Optional<DocumentType> create(MessageFields fields) throws ShapeException {
    Optional<String> name = fields.optionalText(Field.CREATE);
    Optional<DocumentType> type = name.flatMap(DocumentType::named);
    if (name.isPresent() && type.isEmpty()) {
      throw new ShapeException("there is no document type \"" + name.get() + "\"");
    }
    return type;
  }

  /** All three or none: a lineage without a revision resumes nothing. */
  private static Optional<ResumePoint> resume(MessageFields fields) throws ShapeException {
    if (!fields.has(Field.LINEAGE) && !fields.has(Field.REVISION)) {
      return Optional.empty();
    }
    return Optional.of(
        new ResumePoint(
            fields.text(Field.LINEAGE),
            fields.integer(Field.REVISION),
            fields.optional(Field.CHECK, EntryName.class)));
  }

  /**
   * With doc and seq it has a name, and whatever else is wrong with it is answered under that name:
   * its author would otherwise wait for ever.
   */
  static ClientMessage.Submit submit(String document, MessageFields fields) throws ShapeException {
    long sequence = fields.integer(Field.SEQUENCE);
    try {
      long revision = fields.integer(Field.REVISION);
      Numbers.requireRevision(revision);
      ParsedOperation operation = fields.required(Field.OPERATION, ParsedOperation.class);
      return new ClientMessage.Submit(document, sequence, revision, operation);
    } catch (ShapeException | IllegalArgumentException e) {
      return new ClientMessage.Submit(
          document, sequence, 0, new Unreadable(Fault.INVALID, e.getMessage()));
    }
  }

  private static ClientMessage cursor(MessageFields fields) throws ShapeException {
    return new ClientMessage.Cursor(
        fields.text(Field.DOCUMENT),
        fields.integer(Field.REVISION),
        fields.optional(Field.RANGES, Selection.class));
  }
}
