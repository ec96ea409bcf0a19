package dev.rejoin.server.protocol;

import dev.rejoin.server.codec.JsonBytes;
import dev.rejoin.server.codec.OperationJson;
import dev.rejoin.server.codec.ParsedOperation.Readable;
import java.io.IOException;

/** Writes what clients send: for clients written in Java, and for tests. */
public final class ClientMessageWriter {
  private ClientMessageWriter() {}

  /**
   * The message as UTF-8.
   *
   * @throws IllegalArgumentException for a submit without a readable operation
   */
  public static byte[] bytes(ClientMessage message) {
    return JsonBytes.of(
        json -> {
          json.writeStartObject();
          write(message, new MessageWriter(json));
          json.writeEndObject();
        });
  }

  private static void write(ClientMessage message, MessageWriter fields) throws IOException {
    if (message instanceof ClientMessage.Submit submit) {
      submit(submit, fields);
    } else if (message instanceof ClientMessage.Cursor cursor) {
      fields.type("cursor");
      fields.text(Field.DOCUMENT, cursor.document());
      fields.integer(Field.REVISION, cursor.revision());
      fields.rangesOrNull(cursor.selection());
    } else if (message instanceof ClientMessage.Ping) {
      fields.type("ping");
    } else if (message instanceof ClientMessage.Open open) {
      open(open, fields);
    } else if (message instanceof ClientMessage.Close close) {
      fields.type("close");
      fields.text(Field.DOCUMENT, close.document());
    } else if (message instanceof ClientMessage.Hello hello) {
      hello(hello, fields);
    }
  }

  private static void hello(ClientMessage.Hello hello, MessageWriter fields) throws IOException {
    fields.type("hello");
    fields.integer(Field.VERSION, hello.version());
    if (hello.token().isPresent()) {
      fields.text(Field.TOKEN, hello.token().get());
    }
    if (hello.name().isPresent()) {
      fields.text(Field.NAME, hello.name().get().text());
    }
    if (hello.color().isPresent()) {
      fields.text(Field.COLOR, hello.color().get().text());
    }
  }

  private static void open(ClientMessage.Open open, MessageWriter fields) throws IOException {
    fields.type("open");
    fields.text(Field.DOCUMENT, open.document());
    fields.text(Field.CLIENT, open.client());
    if (open.create().isPresent()) {
      fields.text(Field.CREATE, open.create().get().wireName());
    }
    if (open.resume().isPresent()) {
      ResumePoint point = open.resume().get();
      fields.text(Field.LINEAGE, point.lineage());
      fields.integer(Field.REVISION, point.revision());
      fields.checkOrNull(point.check());
    }
  }

  private static void submit(ClientMessage.Submit submit, MessageWriter fields) throws IOException {
    if (!(submit.operation() instanceof Readable readable)) {
      throw new IllegalArgumentException("there is no operation to send: " + submit);
    }
    fields.type("op");
    fields.text(Field.DOCUMENT, submit.document());
    fields.integer(Field.SEQUENCE, submit.sequence());
    fields.integer(Field.REVISION, submit.revision());
    fields.json().writeFieldName(Field.OPERATION.wireName);
    OperationJson.write(readable.operation(), fields.json());
  }
}
