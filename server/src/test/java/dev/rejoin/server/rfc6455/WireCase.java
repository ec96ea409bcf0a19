package dev.rejoin.server.rfc6455;

import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.RawSocket.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Frames that a client writes after its hello, and everything that the server says to them.
 *
 * @param script in the notation of {@link Script}
 * @param answer {@code goes on}, {@code goes on within a message}, or frames: {@code message},
 *     {@code error code}, {@code pong payload}, {@code close code}, or {@code end} for one that
 *     ends without a word
 */
record WireCase(String name, String script, String answer) {

  private static final String GOES_ON = "goes on";
  private static final String GOES_ON_WITHIN = "goes on within a message";
  private static final String THEN = " then ";

  static List<WireCase> table(String table) {
    return Tables.rows(table, 3).stream()
        .map(row -> new WireCase(row.get(0), row.get(1), row.get(2)))
        .toList();
  }

  @Override
  public String toString() {
    return name;
  }

  /** What the server is to say, in words; after a close there is nothing but the end. */
  List<String> expected() {
    List<String> frames =
        new ArrayList<>(answer.startsWith(GOES_ON) ? List.of() : List.of(answer.split(THEN)));
    if (isWithin()) {
      frames.add("pong 'alive'");
    } else if (isEnd(frames)) {
      if (!frames.get(frames.size() - 1).equals("end")) {
        frames.add("end");
      }
    } else {
      frames.add("message");
    }
    return frames;
  }

  private boolean isWithin() {
    return answer.equals(GOES_ON_WITHIN);
  }

  private static boolean isEnd(List<String> frames) {
    String last = frames.isEmpty() ? "" : frames.get(frames.size() - 1);
    return last.startsWith("close") || last.equals("end");
  }

  /**
   * Plays it on an open socket and puts into words what comes back. Where the socket is to live on,
   * a last ping asks whether it does; where it is to end, a close is answered.
   */
  List<String> play(RawSocket socket) {
    write(socket, script);
    List<String> said = new ArrayList<>();
    if (!isEnd(expected())) {
      write(socket, isWithin() ? "ping 'alive'" : "text PING");
    }
    while (said.size() < expected().size()) {
      String next = next(socket);
      said.add(next);
      if (next.startsWith("close")) {
        said.add(socket.readEnd() ? "end" : "does not end");
      }
      if (next.equals("end") || next.startsWith("close")) {
        break;
      }
    }
    return said;
  }

  /** The other side may have ended meanwhile: what it said before is there to be read. */
  private static void write(RawSocket socket, String script) {
    for (byte[] bytes : Script.writes(script)) {
      if (!socket.writesBytes(bytes)) {
        return;
      }
    }
  }

  private static String next(RawSocket socket) {
    return socket.readUnlessEnded().map(frame -> words(socket, frame)).orElse("end");
  }

  private static String words(RawSocket socket, Frame frame) {
    return switch (frame.opcode()) {
      case RawSocket.TEXT -> message(frame.text());
      case RawSocket.PONG -> ("pong " + readable(frame.payload())).strip();
      case RawSocket.CLOSE -> closed(socket, frame);
      default -> "opcode " + frame.opcode();
    };
  }

  private static String closed(RawSocket socket, Frame frame) {
    socket.writesBytes(RawSocket.encode(0x80 | RawSocket.CLOSE, frame.payload()));
    return frame.payload().length == 0 ? "close" : "close " + frame.status();
  }

  private static String message(String json) {
    if (json.equals("{\"t\":\"pong\"}")) {
      return "message";
    }
    return json.startsWith("{\"t\":\"error\",")
        ? "error " + json.replaceAll(".*\"code\":\"(\\w+)\".*", "$1")
        : json;
  }

  private static String readable(byte[] payload) {
    String text = new String(payload, StandardCharsets.US_ASCII);
    boolean plain = text.chars().allMatch(unit -> unit >= ' ' && unit < 0x7F);
    boolean long1 = text.length() > 20 && text.chars().distinct().count() == 1;
    if (payload.length == 0) {
      return "";
    }
    return long1
        ? "'" + text.charAt(0) + "'*" + text.length()
        : plain ? "'" + text + "'" : "#" + HexFormat.of().formatHex(payload);
  }
}
