package dev.rejoin.server.transport;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What RFC 6455, section 4.2.1, asks of a request for a socket. Vert.x looks at some of it, and of
 * a header that stands in several lines only at the first.
 */
final class OpeningHandshake {

  static final String SUBPROTOCOL = "rejoin.v1";

  private static final String VERSION_HEADER = "Sec-WebSocket-Version";
  private static final String KEY_HEADER = "Sec-WebSocket-Key";
  private static final String PROTOCOL_HEADER = "Sec-WebSocket-Protocol";
  private static final String VERSION = "13";
  private static final int KEY_BYTES = 16;

  private static final int BAD_REQUEST = 400;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UPGRADE_REQUIRED = 426;

  private OpeningHandshake() {}

  /** What a request lacks, and the status that says so. */
  record Fault(int status, String detail) {

    /** What would have been right, in the header that such an answer has for it. */
    Map<String, String> headers() {
      return switch (status) {
        case METHOD_NOT_ALLOWED -> Map.of("Allow", "GET");
        case UPGRADE_REQUIRED -> Map.of("Upgrade", "websocket", VERSION_HEADER, VERSION);
        default -> Map.of();
      };
    }
  }

  /** What is wrong with it first, if anything. */
  static Optional<Fault> faultOf(HttpServerRequest request) {
    MultiMap headers = request.headers();
    if (!request.method().equals(HttpMethod.GET)) {
      return fault(METHOD_NOT_ALLOWED, "a socket is opened by GET");
    }
    if (!has(headers, HttpHeaders.UPGRADE, "websocket")
        || !isOnly(headers, VERSION_HEADER, VERSION)) {
      return fault(UPGRADE_REQUIRED, "this is the address of a WebSocket, version " + VERSION);
    }
    if (request.version() != HttpVersion.HTTP_1_1) {
      return fault(BAD_REQUEST, "a socket is opened over HTTP/1.1");
    }
    if (headers.getAll(HttpHeaders.HOST).size() != 1) {
      return fault(BAD_REQUEST, "there has to be one Host");
    }
    if (!has(headers, HttpHeaders.CONNECTION, "upgrade")) {
      return fault(BAD_REQUEST, "the Connection is not to be upgraded");
    }
    if (!hasKey(headers.getAll(KEY_HEADER))) {
      return fault(BAD_REQUEST, "there has to be one " + KEY_HEADER + ", of 16 bytes in base64");
    }
    return tokens(headers, PROTOCOL_HEADER).contains(SUBPROTOCOL)
        ? Optional.empty()
        : fault(BAD_REQUEST, "the subprotocol " + SUBPROTOCOL + " is missing");
  }

  /** Says in one line each what was found in many, so that Vert.x finds it too. */
  static void putPlainly(HttpServerRequest request) {
    request
        .headers()
        .set(HttpHeaders.UPGRADE, "websocket")
        .set(HttpHeaders.CONNECTION, "Upgrade")
        .set(PROTOCOL_HEADER, SUBPROTOCOL);
  }

  private static Optional<Fault> fault(int status, String detail) {
    return Optional.of(new Fault(status, detail));
  }

  private static boolean has(MultiMap headers, CharSequence header, String token) {
    return tokens(headers, header).stream().anyMatch(token::equalsIgnoreCase);
  }

  private static List<String> tokens(MultiMap headers, CharSequence header) {
    return headers.getAll(header).stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .map(String::strip)
        .toList();
  }

  private static boolean isOnly(MultiMap headers, String header, String value) {
    List<String> lines = headers.getAll(header);
    return lines.size() == 1 && lines.get(0).strip().equals(value);
  }

  private static boolean hasKey(List<String> keys) {
    if (keys.size() != 1) {
      return false;
    }
    String key = keys.get(0).strip();
    try {
      byte[] bytes = Base64.getDecoder().decode(key);
      return bytes.length == KEY_BYTES && key.endsWith("==");
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
