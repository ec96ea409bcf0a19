package dev.rejoin.server.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A TCP connection that writes WebSocket frames byte by byte, right or wrong as a test wants them.
 */
public final class RawSocket implements AutoCloseable {

  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int PATIENCE_MILLIS = 10_000;

  /** Little, for there may be very many; a byte at a time from the system would be slow. */
  private static final int BUFFER_BYTES = 512;

  private static final int NARROW_BYTES = 4 << 10;

  /** Twice a carriage return and a line feed. */
  private static final int END_OF_HEAD = 0x0D0A0D0A;

  private static final byte[] MASK = {0x12, 0x34, 0x56, 0x78};

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  /** One frame as it came. */
  public record Frame(int first, byte[] payload) {
    public int opcode() {
      return first & 0x0F;
    }

    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    /** The code in a close frame. */
    public int status() {
      if (opcode() != CLOSE || payload.length < 2) {
        throw new AssertionError(
            "no close frame with a code, but opcode " + opcode() + ": " + text());
      }
      return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }
  }

  private RawSocket(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
    this.out = socket.getOutputStream();
  }

  /** A connection on which nothing was said. */
  public static RawSocket connect(int port) {
    try {
      return new RawSocket(new Socket(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A WebSocket, open, whose end of the connection holds next to nothing that was not read. */
  public static RawSocket openNarrow(int port) {
    try {
      Socket narrow = new Socket();
      narrow.setReceiveBufferSize(NARROW_BYTES);
      narrow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return upgraded(new RawSocket(narrow), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A WebSocket, open. */
  public static RawSocket open(int port) {
    return upgraded(connect(port), port);
  }

  private static RawSocket upgraded(RawSocket socket, int port) {
    String answer = socket.upgrade(headers(port));
    if (!answer.startsWith("HTTP/1.1 101 ")) {
      throw new AssertionError("no upgrade: " + answer);
    }
    return socket;
  }

  /** The headers of a correct upgrade, to change. */
  public static Map<String, String> headers(int port) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Host", "localhost:" + port);
    headers.put("Upgrade", "websocket");
    headers.put("Connection", "Upgrade");
    headers.put("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    headers.put("Sec-WebSocket-Version", "13");
    headers.put("Sec-WebSocket-Protocol", "rejoin.v1");
    return headers;
  }

  /** Asks for the upgrade; answers with the head of the response. */
  public String upgrade(Map<String, String> headers) {
    return request("GET /v1/socket", headers);
  }

  /** Sends a request without a body; answers with the head of the response. */
  public String request(String line, Map<String, String> headers) {
    StringBuilder request = new StringBuilder(line + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    writeBytes((request + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return head();
  }

  /** The head of the next response. */
  public String head() {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    try {
      int last = 0;
      while (last != END_OF_HEAD) {
        byte next = in.readByte();
        head.write(next);
        last = (last << 8) | (next & 0xFF);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("after: " + head, e);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** So many of the next bytes. */
  public byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    try {
      in.readFully(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }

  /** Writes a whole text message. */
  public void text(String message) {
    frame(FINAL | TEXT, message.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a frame of a fragmented message. */
  public void fragment(int opcode, boolean last, String part) {
    frame((last ? FINAL : 0) | opcode, part.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a final frame. */
  public void last(int opcode, byte... payload) {
    frame(FINAL | opcode, payload);
  }

  /** Writes a masked frame with any first byte. */
  public void frame(int first, byte... payload) {
    writeBytes(encode(first, payload));
  }

  public static byte[] encode(int first, byte... payload) {
    ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
    frame.put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (MASKED | payload.length));
    } else if (payload.length <= 0xFFFF) {
      frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (MASKED | 127)).putLong(payload.length);
    }
    frame.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i % 4]));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  public void writeBytes(byte... bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the bytes could be written: not if the other side has gone. */
  public boolean writesBytes(byte... bytes) {
    try {
      writeBytes(bytes);
      return true;
    } catch (UncheckedIOException gone) {
      return false;
    }
  }

  /** Whether something has come that was not read. */
  public boolean hasInput() {
    try {
      return in.available() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Reads the next frame. */
  public Frame read() {
    try {
      int first = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      if ((length & MASKED) != 0) {
        throw new AssertionError("a server does not mask");
      }
      long size = length;
      if (length == 126) {
        size = in.readUnsignedShort();
      } else if (length == 127) {
        size = in.readLong();
      }
      byte[] payload = new byte[Math.toIntExact(size)];
      in.readFully(payload);
      return new Frame(first, payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the next frame, or finds that the other side ended the connection. */
  public Optional<Frame> readUnlessEnded() {
    try {
      return Optional.of(read());
    } catch (UncheckedIOException ended) {
      if (ended.getCause() instanceof EOFException || ended.getCause() instanceof SocketException) {
        return Optional.empty();
      }
      throw ended;
    }
  }

  /** Reads on to the close frame and answers it; gives its code. */
  public int readClose() {
    Frame frame = read();
    while (frame.opcode() != CLOSE) {
      frame = read();
    }
    last(CLOSE, frame.payload());
    return frame.status();
  }

  /** Whether the other side ends the connection, after whatever it still says. */
  public boolean readEnd() {
    try {
      while (in.read() >= 0) {
        // What was on its way.
      }
      return true;
    } catch (EOFException | SocketException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Says nothing more, and still listens. */
  public void endOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends without a goodbye. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
