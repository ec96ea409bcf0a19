package dev.rejoin.server.transport;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.rejoin.ot.Attributes;
import dev.rejoin.ot.Content;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.OperationReader;
import dev.rejoin.server.codec.OperationJson;
import dev.rejoin.server.codec.OperationLimits;
import dev.rejoin.server.codec.ParsedOperation;
import dev.rejoin.server.codec.ShapeException;
import dev.rejoin.server.codec.StrictJson;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.document.RefusedException;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.Ids;
import java.io.IOException;
import java.util.Optional;

/**
 * The body of a {@code POST /v1/documents}.
 *
 * @param content inserts only
 */
record CreateRequest(Optional<String> id, DocumentType type, Operation content) {

  /**
   * Reads, from valid UTF-8, {@code {"id"?, "type", "content"?}}, where content is a string or an
   * operation.
   */
  static CreateRequest read(byte[] body, Limits limits) {
    try (JsonParser parser = StrictJson.parser(body, 0, body.length)) {
      Fields fields = new Fields(limits);
      fields.readAll(parser);
      return fields.toRequest();
    } catch (JsonProcessingException broken) {
      throw new RefusedException(ErrorCode.BAD_MESSAGE, broken.getOriginalMessage());
    } catch (ShapeException | InvalidOperationException wrong) {
      throw new RefusedException(ErrorCode.BAD_MESSAGE, wrong.getMessage());
    } catch (IOException impossible) {
      throw new AssertionError("reading from memory", impossible);
    }
  }

  private static final class Fields {

    private final Limits limits;
    private Optional<String> id = Optional.empty();
    private DocumentType type = DocumentType.TEXT;
    private Operation content = Operation.identity(0);

    Fields(Limits limits) {
      this.limits = limits;
    }

    void readAll(JsonParser parser) throws IOException, ShapeException {
      StrictJson.enterObject(parser);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        read(name, parser);
      }
      StrictJson.requireEnd(parser);
    }

    private void read(String name, JsonParser parser) throws IOException, ShapeException {
      switch (name) {
        case "id" -> id = Optional.of(documentId(StrictJson.string(parser, name)));
        case "type" -> type = type(StrictJson.string(parser, name));
        case "content" -> content = content(parser);
        default -> parser.skipChildren();
      }
    }

    private static String documentId(String text) throws ShapeException {
      if (!Ids.isDocument(text)) {
        throw new ShapeException("id is not 1 to 128 of A-Z a-z 0-9 _ -");
      }
      return text;
    }

    private static DocumentType type(String text) throws ShapeException {
      return DocumentType.named(text)
          .orElseThrow(() -> new ShapeException("type is neither text nor rich-text"));
    }

    private Operation content(JsonParser parser) throws IOException, ShapeException {
      if (parser.currentToken() == JsonToken.VALUE_STRING) {
        OperationReader reader = new OperationReader(DocumentType.TEXT);
        if (!parser.getText().isEmpty()) {
          reader.insert(parser.getText(), Attributes.NONE);
        }
        return reader.finish();
      }
      ParsedOperation parsed = OperationJson.read(parser, OperationLimits.of(limits));
      if (parsed instanceof ParsedOperation.Readable readable) {
        return readable.operation();
      }
      throw new ShapeException(((ParsedOperation.Unreadable) parsed).message());
    }

    CreateRequest toRequest() {
      if (content.targetLength() > limits.maxDocumentLength()) {
        throw new RefusedException(
            ErrorCode.TOO_LARGE,
            "content has %d units, at most %d are allowed"
                .formatted(content.targetLength(), limits.maxDocumentLength()));
      }
      return new CreateRequest(id, type, Content.of(type, content).toOperation());
    }
  }
}
