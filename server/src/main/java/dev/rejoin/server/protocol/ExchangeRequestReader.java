package dev.rejoin.server.protocol;

import dev.rejoin.server.codec.OperationLimits;
import dev.rejoin.server.codec.ShapeException;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.ClientMessage.Submit;
import java.util.List;
import java.util.Optional;

/**
 * Reads the body of a {@code POST /v1/documents/{id}/ops}. The fields are those of {@code hello},
 * {@code open} and {@code op}, read by the same rules.
 */
public final class ExchangeRequestReader {

  /** There is no header with a version; the address has it. */
  private static final int VERSION = 1;

  /** Several in a row cannot be taken together: docs/adr, 0013. */
  private static final int MAX_OPERATIONS = 1;

  private final FieldReader fieldReader;

  public ExchangeRequestReader(Limits limits) {
    this.fieldReader =
        new FieldReader(
            ExchangeRequestReader::field,
            OperationLimits.of(limits),
            limits.maxRanges(),
            MAX_OPERATIONS);
  }

  private static Field field(String wireName) {
    return wireName.equals(Field.OPS.wireName) ? Field.OPS : Field.fromClient(wireName);
  }

  /**
   * The request in these bytes, which are valid UTF-8, about the document that the address names.
   */
  public ExchangeRequest read(String document, byte[] bytes) throws BadMessageException {
    return new MessageReader<>(fieldReader, fields -> make(document, fields))
        .read(bytes, 0, bytes.length);
  }

  private static ExchangeRequest make(String document, MessageFields fields) throws ShapeException {
    return new ExchangeRequest(
        ClientMessageReader.hello(VERSION, fields),
        ClientMessageReader.open(document, fields),
        submit(document, fields));
  }

  private static Optional<Submit> submit(String document, MessageFields fields)
      throws ShapeException {
    List<MessageFields> operations = fields.has(Field.OPS) ? fields.objects(Field.OPS) : List.of();
    return operations.isEmpty()
        ? Optional.empty()
        : Optional.of(ClientMessageReader.submit(document, operations.get(0)));
  }
}
