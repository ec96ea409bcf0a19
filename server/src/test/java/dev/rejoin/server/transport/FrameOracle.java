package dev.rejoin.server.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What a stream of bytes means by RFC 6455 and our limits, worked out from the whole stream at
 * once, without Netty and without Vert.x. Says it in words: {@code message #…}, {@code ping #…},
 * {@code pong}, {@code close 1000}, or last of all {@code broken 1002}.
 */
final class FrameOracle {

  private static final int PROTOCOL = 1002;
  private static final int BINARY = 1003;
  private static final int NOT_UTF8 = 1007;
  private static final int TOO_BIG = 1009;

  /** Two things are wrong at once, and it does not matter which is told. */
  private static final String EITHER = "broken 1002 or broken 1007";

  private final ByteBuffer stream;
  private final int maxBytes;
  private final List<String> said = new ArrayList<>();
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private boolean within;
  private boolean over;

  private FrameOracle(byte[] stream, int maxBytes) {
    this.stream = ByteBuffer.wrap(stream);
    this.maxBytes = maxBytes;
  }

  static List<String> read(byte[] stream, int maxBytes) {
    FrameOracle oracle = new FrameOracle(stream, maxBytes);
    while (!oracle.over && oracle.readFrame()) {
      // The next one.
    }
    return oracle.said;
  }

  /** Whether what was said is what it means. */
  static boolean agrees(List<String> said, List<String> meant) {
    int last = meant.size() - 1;
    boolean either = last >= 0 && meant.get(last).equals(EITHER);
    return either
        ? said.size() == meant.size()
            && said.subList(0, last).equals(meant.subList(0, last))
            && EITHER.contains(said.get(last))
        : said.equals(meant);
  }

  private void breaks(int code) {
    said.add("broken " + code);
    over = true;
  }

  /** Whether there was a whole frame, or enough of one to see that it is wrong. */
  private boolean readFrame() {
    if (stream.remaining() < 2) {
      return false;
    }
    int first = stream.get() & 0xFF;
    int second = stream.get() & 0xFF;
    boolean last = (first & 0x80) != 0;
    int opcode = first & 0x0F;
    if ((first & 0x70) != 0 || (second & 0x80) == 0 || !isAllowed(opcode, last, second & 0x7F)) {
      breaks(PROTOCOL);
      return true;
    }
    long length = length(second & 0x7F);
    if (over || length < 0 || stream.remaining() < 4 + length) {
      return over;
    }
    byte[] payload = payload((int) length);
    if (opcode >= 8) {
      control(opcode, payload);
    } else {
      data(opcode, last, payload);
    }
    return true;
  }

  private boolean isAllowed(int opcode, boolean last, int length) {
    return switch (opcode) {
      case 0 -> within;
      case 1, 2 -> !within;
      case 8 -> last && length <= 125 && length != 1;
      case 9, 10 -> last && length <= 125;
      default -> false;
    };
  }

  /** Negative if it has not come yet; a length that is wrong breaks the stream. */
  private long length(int seven) {
    int more = seven == 126 ? 2 : seven == 127 ? 8 : 0;
    if (stream.remaining() < more) {
      return -1;
    }
    long length = more == 0 ? seven : more == 2 ? stream.getShort() & 0xFFFF : stream.getLong();
    boolean shortest = more == 0 || (more == 2 ? length > 125 : length > 0xFFFF);
    if (!shortest) {
      breaks(PROTOCOL);
    } else if (length > maxBytes) {
      breaks(TOO_BIG);
    }
    return length;
  }

  private byte[] payload(int length) {
    byte[] mask = new byte[4];
    stream.get(mask);
    byte[] payload = new byte[length];
    stream.get(payload);
    for (int i = 0; i < length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return payload;
  }

  private void control(int opcode, byte[] payload) {
    if (opcode == 10) {
      said.add("pong");
    } else if (opcode == 9) {
      said.add("ping #" + HexFormat.of().formatHex(payload));
    } else if (payload.length == 0) {
      said.add("close");
      over = true;
    } else {
      closed(ByteBuffer.wrap(payload).getShort() & 0xFFFF, payload);
    }
  }

  private void closed(int code, byte[] payload) {
    boolean standard = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
    boolean right = standard || (code >= 3000 && code <= 4999);
    boolean readable = isUtf8(Arrays.copyOfRange(payload, 2, payload.length));
    if (!right && !readable) {
      said.add(EITHER);
      over = true;
    } else if (!right) {
      breaks(PROTOCOL);
    } else if (!readable) {
      breaks(NOT_UTF8);
    } else {
      said.add("close " + code);
      over = true;
    }
  }

  private void data(int opcode, boolean last, byte[] payload) {
    message.writeBytes(payload);
    within = !last;
    if (opcode == 2) {
      breaks(BINARY);
    } else if (message.size() > maxBytes) {
      breaks(TOO_BIG);
    } else if (last && !isUtf8(message.toByteArray())) {
      breaks(NOT_UTF8);
    } else if (last) {
      said.add("message #" + HexFormat.of().formatHex(message.toByteArray()));
      message.reset();
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    byte[] again = new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(bytes, again);
  }
}
