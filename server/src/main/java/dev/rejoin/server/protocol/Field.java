package dev.rejoin.server.protocol;

import java.util.HashMap;
import java.util.Map;

/**
 * The fields of messages. One name has one shape wherever it stands, so a message can be read in
 * one pass before its type is known: {@code t} may be its last field.
 */
enum Field {
  TYPE("t", Shape.TEXT, Side.BOTH),
  VERSION("v", Shape.INTEGER, Side.BOTH),
  TOKEN("token", Shape.TEXT, Side.BOTH),
  NAME("name", Shape.TEXT, Side.BOTH),
  COLOR("color", Shape.TEXT, Side.BOTH),
  DOCUMENT("doc", Shape.TEXT, Side.BOTH),
  CLIENT("client", Shape.TEXT, Side.BOTH),
  CREATE("create", Shape.TEXT, Side.BOTH),
  LINEAGE("lineage", Shape.TEXT, Side.BOTH),
  REVISION("rev", Shape.INTEGER, Side.BOTH),
  CHECK("check", Shape.ENTRY_NAME, Side.BOTH),
  SEQUENCE("seq", Shape.INTEGER, Side.BOTH),
  OPERATION("op", Shape.OPERATION, Side.BOTH),
  RANGES("ranges", Shape.RANGES, Side.BOTH),

  SESSION("session", Shape.TEXT, Side.SERVER),
  USER("user", Shape.OBJECT, Side.SERVER),
  ID("id", Shape.TEXT, Side.SERVER),
  DURABILITY("durability", Shape.TEXT, Side.SERVER),
  LIMITS("limits", Shape.INTEGERS_BY_NAME, Side.SERVER),
  HEARTBEAT("heartbeat", Shape.INTEGER, Side.SERVER),
  DOCUMENT_TYPE("type", Shape.TEXT, Side.SERVER),
  SITE("site", Shape.TEXT, Side.SERVER),
  ACCESS("access", Shape.TEXT, Side.SERVER),
  FLOOR("floor", Shape.INTEGER, Side.SERVER),
  PEOPLE("people", Shape.OBJECTS, Side.SERVER),
  CONTENT("content", Shape.CONTENT, Side.SERVER),
  REASON("reason", Shape.TEXT, Side.SERVER),
  FROM("from", Shape.INTEGER, Side.SERVER),
  OPS("ops", Shape.OBJECTS, Side.SERVER),
  BY("by", Shape.TEXT, Side.SERVER),
  FOLD("fold", Shape.INTEGER, Side.SERVER),
  HASH("hash", Shape.INTEGER, Side.SERVER),
  CODE("code", Shape.TEXT, Side.SERVER),
  MESSAGE("message", Shape.TEXT, Side.SERVER),
  RETRY("retry", Shape.BOOLEAN, Side.SERVER),
  AFTER("after", Shape.INTEGER, Side.SERVER);

  /** What stands behind the colon. */
  enum Shape {
    TEXT,
    INTEGER,
    BOOLEAN,
    OPERATION,
    RANGES,
    ENTRY_NAME,
    OBJECT,
    OBJECTS,
    INTEGERS_BY_NAME,
    /** A string for text, an operation for rich text. */
    CONTENT
  }

  /** Who sends it. */
  enum Side {
    BOTH,
    SERVER
  }

  private static final Map<String, Field> FROM_CLIENTS = new HashMap<>();
  private static final Map<String, Field> ALL = new HashMap<>();

  static {
    for (Field field : values()) {
      ALL.put(field.wireName, field);
      if (field.side == Side.BOTH) {
        FROM_CLIENTS.put(field.wireName, field);
      }
    }
  }

  /** Before the colon. */
  final String wireName;

  final Shape shape;
  private final Side side;

  Field(String wireName, Shape shape, Side side) {
    this.wireName = wireName;
    this.shape = shape;
    this.side = side;
  }

  /** The field that a client may send under that name, or null: then it is ignored. */
  static Field fromClient(String wireName) {
    return FROM_CLIENTS.get(wireName);
  }

  /** The field that a server may send under that name, or null: then it is ignored. */
  static Field fromServer(String wireName) {
    return ALL.get(wireName);
  }
}
