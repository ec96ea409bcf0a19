package dev.rejoin.server.rfc6455;

import dev.rejoin.server.testing.RawSocket;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a client writes, frame by frame.
 *
 * <pre>
 *  script   frame {" then " frame}
 *  frame    kind ["+"] {"/" way} [" " payload]      "+": more of the message is to come
 *  kind     text binary more close ping pong, or op3 … op15
 *  way      rsv1 rsv2 rsv3 unmasked zeromask length16 length64 bytewise announces=n
 *  payload  piece {"." piece}
 *  piece    'text'   'text'*times   #hex   1000 (a close code)   PING OPEN (messages)
 * </pre>
 */
final class Script {

  private static final String THEN = " then ";
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int LONGEST_HEADER = 14;

  private static final Map<String, Integer> KINDS =
      Map.of(
          "more", RawSocket.CONTINUATION,
          "text", RawSocket.TEXT,
          "binary", RawSocket.BINARY,
          "close", RawSocket.CLOSE,
          "ping", RawSocket.PING,
          "pong", RawSocket.PONG);

  private static final Map<String, String> MESSAGES =
      Map.of(
          "PING", "{\"t\":\"ping\"}",
          "OPEN", "{\"t\":\"open\",\"doc\":\"calm\",\"client\":\"attacker______________\"}");

  private Script() {}

  /** The frames of a script, each in the pieces in which it is given to TCP. */
  static List<byte[]> writes(String script) {
    List<byte[]> writes = new ArrayList<>();
    for (String frame : script.split(THEN)) {
      String[] headAndPayload = frame.strip().split(" ", 2);
      Set<String> ways = Set.of(headAndPayload[0].split("/"));
      byte[] bytes = frame(headAndPayload[0], headAndPayload.length < 2 ? "" : headAndPayload[1]);
      if (ways.contains("bytewise")) {
        for (byte each : bytes) {
          writes.add(new byte[] {each});
        }
      } else {
        writes.add(bytes);
      }
    }
    return writes;
  }

  private static byte[] frame(String head, String payload) {
    String[] words = head.split("/");
    boolean last = !words[0].endsWith("+");
    String kind = words[0].replace("+", "");
    int first = (last ? FINAL : 0) | opcode(kind);
    int maskBit = MASKED;
    byte[] mask = {0x12, 0x34, 0x56, 0x78};
    byte[] bytes = payload(payload);
    long announced = bytes.length;
    int lengthBytes = bytes.length < 126 ? 0 : bytes.length <= 0xFFFF ? 2 : 8;
    for (int i = 1; i < words.length; i++) {
      String way = words[i];
      switch (way.replaceAll("=.*", "")) {
        case "rsv1" -> first |= 0x40;
        case "rsv2" -> first |= 0x20;
        case "rsv3" -> first |= 0x10;
        case "unmasked" -> maskBit = 0;
        case "zeromask" -> mask = new byte[4];
        case "length16" -> lengthBytes = 2;
        case "length64" -> lengthBytes = 8;
        case "announces" -> announced = Long.decode(way.substring(way.indexOf('=') + 1));
        case "bytewise" -> {
          // The caller's.
        }
        default -> throw new IllegalArgumentException(way);
      }
    }
    if (announced != bytes.length && lengthBytes == 0) {
      lengthBytes = 8;
    }
    return encode(first, maskBit, lengthBytes, announced, mask, bytes);
  }

  private static byte[] encode(
      int first, int maskBit, int lengthBytes, long announced, byte[] mask, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(LONGEST_HEADER + payload.length);
    frame.put((byte) first);
    switch (lengthBytes) {
      case 0 -> frame.put((byte) (maskBit | (int) announced));
      case 2 -> frame.put((byte) (maskBit | 126)).putShort((short) announced);
      default -> frame.put((byte) (maskBit | 127)).putLong(announced);
    }
    if (maskBit != 0) {
      frame.put(mask);
    }
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (maskBit == 0 ? payload[i] : payload[i] ^ mask[i % 4]));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  private static int opcode(String kind) {
    Integer named = KINDS.get(kind);
    return named == null ? Integer.parseInt(kind.substring("op".length())) : named;
  }

  static byte[] payload(String pieces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String piece :
        pieces.isEmpty() ? new String[0] : pieces.split("\\.(?=(?:'|#|\\d{4}|PING|OPEN))")) {
      bytes.writeBytes(piece(piece));
    }
    return bytes.toByteArray();
  }

  private static byte[] piece(String piece) {
    if (piece.startsWith("#")) {
      return HexFormat.of().parseHex(piece.substring(1));
    }
    if (piece.startsWith("'")) {
      int end = piece.lastIndexOf('\'');
      int times = end + 1 == piece.length() ? 1 : Integer.parseInt(piece.substring(end + 2));
      return piece.substring(1, end).repeat(times).getBytes(StandardCharsets.UTF_8);
    }
    if (MESSAGES.containsKey(piece)) {
      return MESSAGES.get(piece).getBytes(StandardCharsets.UTF_8);
    }
    int code = Integer.parseInt(piece);
    return new byte[] {(byte) (code >> 8), (byte) code};
  }
}
