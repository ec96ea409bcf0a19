package dev.rejoin.server.transport;

import dev.rejoin.server.protocol.BadMessageException;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessageReader;
import dev.rejoin.server.testing.RawSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests in a row on one connection, which is kept alive. */
final class RequestLine implements Line {

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private final RawSocket raw;
  private final String document;
  private final Consumer<Opened> listener;
  private byte[] request = {};
  private int unanswered;

  RequestLine(int port, String document, Consumer<Opened> listener) {
    this.raw = RawSocket.connect(port);
    this.document = document;
    this.listener = listener;
  }

  @Override
  public void carry(String json, String submit) {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    String head =
        "POST /v1/documents/%s/ops HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(document, body.length);
    byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
    request = Arrays.copyOf(first, first.length + body.length);
    System.arraycopy(body, 0, request, first.length, body.length);
  }

  @Override
  public void send() {
    raw.writeBytes(request);
    unanswered++;
  }

  @Override
  public void sendPartly(int bytes) {
    raw.writeBytes(Arrays.copyOf(request, bytes % request.length));
  }

  @Override
  public void hear() {
    for (; unanswered > 0; unanswered--) {
      String head = raw.head();
      Matcher length = LENGTH.matcher(head);
      if (!length.find()) {
        throw new AssertionError(head);
      }
      take(head, raw.bytes(Integer.parseInt(length.group(1))));
    }
  }

  private void take(String head, byte[] body) {
    if (head.startsWith("HTTP/1.1 503 ")) {
      throw Line.gone(head);
    }
    String text = new String(body, StandardCharsets.UTF_8);
    if (!head.startsWith("HTTP/1.1 200 ")) {
      throw new AssertionError(head + text);
    }
    try {
      listener.accept((Opened) ServerMessageReader.read(body));
    } catch (BadMessageException bad) {
      throw new AssertionError(text, bad);
    }
  }

  @Override
  public void close() {
    raw.close();
  }
}
