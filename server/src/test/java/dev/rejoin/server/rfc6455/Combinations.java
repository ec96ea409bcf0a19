package dev.rejoin.server.rfc6455;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Cases that are all of a kind: every head of a frame, every close code, every place to cut at. */
final class Combinations {

  private static final int OPCODES = 16;
  private static final int FIRST_CONTROL = 8;
  private static final List<String> RESERVED =
      List.of("", "/rsv1", "/rsv2", "/rsv3", "/rsv1/rsv2/rsv3");

  /** Two, three and four bytes of UTF-8. */
  private static final byte[] MANY_SCRIPTS =
      "{\"t\":\"ping\",\"x\":\"\u00e9\u20ac\ud83d\ude80\"}".getBytes(StandardCharsets.UTF_8);

  /** RFC 6455, 7.4, and the registry of IANA for 1012 to 1014. */
  private static final Set<Integer> CLOSE_CODES =
      Set.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014);

  private static final int[] CODES_TO_TRY = {
    0, 1, 999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013,
    1014, 1015, 1016, 1100, 1999, 2000, 2999, 3000, 3001, 3999, 4000, 4400, 4401, 4999, 5000, 9999,
    32767, 32768, 65535
  };

  private Combinations() {}

  /** Each opcode, last or not, with each reserved bit, as the first frame of a socket. */
  static Stream<WireCase> heads() {
    return IntStream.range(0, OPCODES)
        .boxed()
        .flatMap(
            opcode ->
                Stream.of("", "+")
                    .flatMap(more -> RESERVED.stream().map(bits -> head(opcode, more, bits))));
  }

  private static WireCase head(int opcode, String more, String bits) {
    boolean last = more.isEmpty();
    String frame = "op" + opcode + more + bits;
    String payload = opcode == FIRST_CONTROL ? "" : " PING";
    return new WireCase(
        "the first frame is " + frame, frame + payload, answer(opcode, last, !bits.isEmpty()));
  }

  private static String answer(int opcode, boolean last, boolean reserved) {
    boolean control = opcode >= FIRST_CONTROL;
    if (reserved || (control && !last)) {
      return "close 1002";
    }
    return switch (opcode) {
      case 1 -> last ? "message" : "goes on within a message";
      case 2 -> "close 1003";
      case 8 -> "close 1000";
      case 9 -> "pong '{\"t\":\"ping\"}'";
      case 10 -> "goes on";
      default -> "close 1002";
    };
  }

  static Stream<WireCase> closeCodes() {
    return IntStream.of(CODES_TO_TRY)
        .mapToObj(
            code -> {
              boolean valid = CLOSE_CODES.contains(code) || (code >= 3000 && code <= 4999);
              String bytes = "#%04x".formatted(code);
              return new WireCase(
                  "a close of " + code, "close " + bytes, "close " + (valid ? code : 1002));
            });
  }

  /** A good message cut at each byte: in two fragments, and with a ping between them. */
  static Stream<WireCase> cuts() {
    return IntStream.range(0, MANY_SCRIPTS.length + 1)
        .boxed()
        .flatMap(
            at -> {
              String head = hex(MANY_SCRIPTS, 0, at);
              String tail = hex(MANY_SCRIPTS, at, MANY_SCRIPTS.length);
              return Stream.of(
                  new WireCase(
                      "cut at byte " + at, "text+ " + head + " then more " + tail, "message"),
                  new WireCase(
                      "cut at byte " + at + ", with a ping in the cut",
                      "text+ " + head + " then ping '?' then more " + tail,
                      "pong '?' then message"));
            });
  }

  /** What is no UTF-8: whole, at the very end, and torn at each byte. */
  static Stream<WireCase> notUtf8() {
    return Tables.rows("utf8", 2).stream()
        .flatMap(row -> notUtf8(row.get(0), HexFormat.of().parseHex(row.get(1))).stream());
  }

  private static List<WireCase> notUtf8(String name, byte[] bad) {
    String hex = HexFormat.of().formatHex(bad);
    List<WireCase> cases = new ArrayList<>();
    cases.add(
        new WireCase(name, "text '{\"t\":\"ping\",\"x\":\"'.#" + hex + ".'\"}'", "close 1007"));
    cases.add(new WireCase(name + ", at the end", "text PING.#" + hex, "close 1007"));
    for (int at = 1; at < bad.length; at++) {
      cases.add(
          new WireCase(
              name + ", torn at byte " + at,
              "text+ " + hex(bad, 0, at) + " then more " + hex(bad, at, bad.length),
              "close 1007"));
    }
    return cases;
  }

  private static String hex(byte[] bytes, int from, int to) {
    return "#" + HexFormat.of().formatHex(bytes, from, to);
  }
}
