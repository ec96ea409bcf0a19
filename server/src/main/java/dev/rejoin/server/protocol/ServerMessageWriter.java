package dev.rejoin.server.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rejoin.server.codec.JsonBytes;
import java.io.IOException;
import java.util.Map;

/** Writes what the server sends, once for all who get it. */
public final class ServerMessageWriter {
  private ServerMessageWriter() {}

  /** The message as UTF-8; whoever gets the array shares it and never writes to it. */
  public static byte[] bytes(ServerMessage message) {
    return JsonBytes.of(
        json -> {
          json.writeStartObject();
          write(message, new MessageWriter(json));
          json.writeEndObject();
        });
  }

  private static void write(ServerMessage message, MessageWriter fields) throws IOException {
    if (message instanceof ServerMessage.Ops ops) {
      ops(ops, fields);
    } else if (message instanceof ServerMessage.CursorMoved moved) {
      cursorMoved(moved, fields);
    } else if (message instanceof ServerMessage.Pong) {
      fields.type("pong");
    } else if (message instanceof ServerMessage.Joined joined) {
      fields.type("joined");
      fields.text(Field.DOCUMENT, joined.document());
      who(joined.session(), joined.site(), joined.user(), fields);
    } else if (message instanceof ServerMessage.Left left) {
      fields.type("left");
      fields.text(Field.DOCUMENT, left.document());
      who(left.session(), left.site(), left.user(), fields);
    } else if (message instanceof ServerMessage.Nack nack) {
      nack(nack, fields);
    } else if (message instanceof ServerMessage.Opened opened) {
      opened(opened, fields);
    } else if (message instanceof ServerMessage.Welcome welcome) {
      welcome(welcome, fields);
    } else if (message instanceof ServerMessage.Problem problem) {
      problem(problem, fields);
    } else if (message instanceof ServerMessage.AccessChanged changed) {
      fields.type("access");
      fields.text(Field.DOCUMENT, changed.document());
      fields.text(Field.ACCESS, changed.access().wireName());
    } else if (message instanceof ServerMessage.Drain drain) {
      fields.type("drain");
      fields.integer(Field.AFTER, drain.afterMillis());
    } else {
      throw new AssertionError("no such message: " + message);
    }
  }

  private static void welcome(ServerMessage.Welcome welcome, MessageWriter fields)
      throws IOException {
    fields.type("welcome");
    fields.integer(Field.VERSION, welcome.version());
    fields.text(Field.SESSION, welcome.session());
    fields.user(welcome.user());
    fields.text(Field.DURABILITY, welcome.durability());
    JsonGenerator json = fields.json();
    json.writeObjectFieldStart(Field.LIMITS.wireName);
    for (Map.Entry<String, Integer> limit : welcome.limits().entrySet()) {
      json.writeNumberField(limit.getKey(), limit.getValue());
    }
    json.writeEndObject();
    fields.integer(Field.HEARTBEAT, welcome.heartbeatMillis());
  }

  private static void opened(ServerMessage.Opened opened, MessageWriter fields) throws IOException {
    fields.type("opened");
    fields.text(Field.DOCUMENT, opened.document());
    fields.text(Field.DOCUMENT_TYPE, opened.type().wireName());
    fields.text(Field.SITE, opened.site());
    fields.text(Field.ACCESS, opened.access().wireName());
    fields.text(Field.LINEAGE, opened.lineage());
    fields.integer(Field.REVISION, opened.revision());
    fields.checkOrNull(opened.check());
    fields.integer(Field.SEQUENCE, opened.sequence());
    fields.integer(Field.FLOOR, opened.floor());
    fields.json().writeArrayFieldStart(Field.PEOPLE.wireName);
    for (Person person : opened.people()) {
      person(person, fields);
    }
    fields.json().writeEndArray();
    if (opened.body() instanceof OpenedBody.Missed missed) {
      fields.integer(Field.FROM, missed.from());
      fields.steps(missed.steps());
    } else {
      whole((OpenedBody.Whole) opened.body(), fields);
    }
  }

  private static void whole(OpenedBody.Whole body, MessageWriter fields) throws IOException {
    fields.json().writeFieldName(Field.CONTENT.wireName);
    body.whole().write(fields.json());
    if (body.reason().isPresent()) {
      fields.text(Field.REASON, body.reason().get().wireName());
    }
  }

  private static void person(Person person, MessageWriter fields) throws IOException {
    fields.json().writeStartObject();
    who(person.session(), person.site(), person.user(), fields);
    if (person.selection().isPresent()) {
      fields.rangesOrNull(person.selection());
    }
    fields.json().writeEndObject();
  }

  private static void who(String session, String site, User user, MessageWriter fields)
      throws IOException {
    fields.text(Field.SESSION, session);
    fields.text(Field.SITE, site);
    fields.user(user);
  }

  private static void ops(ServerMessage.Ops ops, MessageWriter fields) throws IOException {
    fields.type("ops");
    fields.text(Field.DOCUMENT, ops.document());
    fields.integer(Field.FROM, ops.from());
    fields.steps(ops.steps());
    if (ops.check().isPresent()) {
      fields.checkOrNull(ops.check());
    }
    if (ops.hash().isPresent()) {
      fields.integer(Field.HASH, Integer.toUnsignedLong(ops.hash().getAsInt()));
    }
  }

  private static void cursorMoved(ServerMessage.CursorMoved moved, MessageWriter fields)
      throws IOException {
    fields.type("cursor");
    fields.text(Field.DOCUMENT, moved.document());
    fields.text(Field.SESSION, moved.session());
    fields.integer(Field.REVISION, moved.revision());
    fields.rangesOrNull(moved.selection());
  }

  private static void nack(ServerMessage.Nack nack, MessageWriter fields) throws IOException {
    fields.type("nack");
    fields.text(Field.DOCUMENT, nack.document());
    fields.integer(Field.SEQUENCE, nack.sequence());
    fields.text(Field.CODE, nack.code().wireName());
    fields.text(Field.MESSAGE, nack.message());
    fields.json().writeBooleanField(Field.RETRY.wireName, nack.retry());
    if (nack.afterMillis().isPresent()) {
      fields.integer(Field.AFTER, nack.afterMillis().getAsLong());
    }
  }

  private static void problem(ServerMessage.Problem problem, MessageWriter fields)
      throws IOException {
    fields.type("error");
    fields.text(Field.CODE, problem.code().wireName());
    fields.text(Field.MESSAGE, problem.message());
    if (problem.document().isPresent()) {
      fields.text(Field.DOCUMENT, problem.document().get());
    }
  }
}
