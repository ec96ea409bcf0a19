package dev.rejoin.server.protocol;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.server.codec.ShapeException;
import dev.rejoin.server.codec.StrictJson;
import java.io.IOException;

/**
 * From bytes to one message: what all that is read shares. Every failure is a BadMessageException.
 */
final class MessageReader<M> {
  private static final int MAX_MESSAGE_LENGTH = 300;

  private final FieldReader fieldReader;
  private final Maker<M> maker;

  /** Makes a message out of its fields. */
  interface Maker<M> {
    M make(MessageFields fields) throws ShapeException, BadMessageException;
  }

  /** Makes the message of a type out of its fields. */
  interface TypedMaker<M> {
    /** Null if there is no such type. */
    M make(String type, MessageFields fields) throws ShapeException;
  }

  MessageReader(FieldReader fieldReader, Maker<M> maker) {
    this.fieldReader = fieldReader;
    this.maker = maker;
  }

  /** A reader of messages whose field {@code t} says what they are. */
  static <M> MessageReader<M> byType(FieldReader fieldReader, TypedMaker<M> maker) {
    return new MessageReader<>(
        fieldReader,
        fields -> {
          String type = fields.text(Field.TYPE);
          M message = maker.make(type, fields);
          if (message == null) {
            throw new BadMessageException(
                ErrorCode.UNKNOWN_TYPE, shortened("there is no type \"" + type + "\""), null);
          }
          return message;
        });
  }

  M read(byte[] bytes, int offset, int length) throws BadMessageException {
    MessageFields fields = fields(bytes, offset, length);
    try {
      return maker.make(fields);
    } catch (ShapeException | IllegalArgumentException | InvalidOperationException e) {
      throw new BadMessageException(
          ErrorCode.BAD_MESSAGE, shortened(e.getMessage()), documentOf(fields));
    }
  }

  private MessageFields fields(byte[] bytes, int offset, int length) throws BadMessageException {
    try (JsonParser parser = StrictJson.parser(bytes, offset, length)) {
      parser.nextToken();
      MessageFields fields = MessageFields.read(parser, fieldReader);
      StrictJson.requireEnd(parser);
      return fields;
    } catch (ShapeException e) {
      throw new BadMessageException(ErrorCode.BAD_MESSAGE, shortened(e.getMessage()), null);
    } catch (JacksonException e) {
      throw new BadMessageException(ErrorCode.BAD_MESSAGE, shortened(describe(e)), null);
    } catch (IOException e) {
      throw new AssertionError("bytes in memory do not fail", e);
    }
  }

  private static String describe(JacksonException e) {
    long position = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
    return "not JSON at byte " + Math.max(0, position) + ": " + e.getOriginalMessage();
  }

  private static String documentOf(MessageFields fields) {
    try {
      return fields.optionalText(Field.DOCUMENT).filter(Ids::isDocument).orElse(null);
    } catch (ShapeException e) {
      return null;
    }
  }

  /** What is sent back may quote what was sent, but not all of it, and no half of a pair. */
  private static String shortened(String message) {
    if (message.length() <= MAX_MESSAGE_LENGTH) {
      return message;
    }
    int end = MAX_MESSAGE_LENGTH;
    return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }
}
