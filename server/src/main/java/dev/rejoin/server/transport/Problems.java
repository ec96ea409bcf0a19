package dev.rejoin.server.transport;

import static dev.rejoin.server.storage.StorageException.Reason.BAD_CURSOR;

import dev.rejoin.server.codec.JsonBytes;
import dev.rejoin.server.document.RefusedException;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.storage.StorageException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Errors over HTTP: RFC 9457 problem details, with the codes of the protocol. */
final class Problems {

  private static final int TOO_MANY_REQUESTS = 429;

  /** When to come again, if the server as a whole has too much to do. */
  private static final long BUSY_RETRY_MILLIS = 2_000;

  private static final Logger LOG = Logger.getLogger(Problems.class.getName());

  private Problems() {}

  /** Answers with a problem. */
  static void send(HttpServerResponse response, int status, ErrorCode code, String detail) {
    send(response, status, code.wireName(), detail, more -> {});
  }

  /** Answers that an operation was not taken. */
  static void send(HttpServerResponse response, Nack nack) {
    nack.afterMillis().ifPresent(after -> retryAfter(response, after));
    send(
        response,
        status(nack.code()),
        nack.code().wireName(),
        nack.message(),
        more -> {
          more.writeNumberField("seq", nack.sequence());
          more.writeBooleanField("retry", nack.retry());
          if (nack.afterMillis().isPresent()) {
            more.writeNumberField("after", nack.afterMillis().getAsLong());
          }
        });
  }

  /** Answers that this client comes too often. */
  static void tooSoon(HttpServerResponse response, long afterMillis) {
    retryAfter(response, afterMillis);
    send(
        response,
        TOO_MANY_REQUESTS,
        ErrorCode.RATE.wireName(),
        "too many requests of this client",
        more -> more.writeNumberField("after", afterMillis));
  }

  /** In whole seconds, for that is what the header has. */
  private static void retryAfter(HttpServerResponse response, long millis) {
    long seconds = Math.max(1, (millis + 999) / 1_000);
    if (!response.headWritten()) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }
  }

  private static void send(
      HttpServerResponse response, int status, String code, String detail, JsonBytes.Body more) {
    if (response.ended() || response.closed()) {
      return;
    }
    byte[] body =
        JsonBytes.of(
            json -> {
              json.writeStartObject();
              json.writeStringField("type", "about:blank");
              json.writeNumberField("status", status);
              json.writeStringField("code", code);
              json.writeStringField("detail", detail);
              more.writeTo(json);
              json.writeEndObject();
            });
    response
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .end(Buffer.buffer(body));
  }

  static void send(HttpServerResponse response, ErrorCode code, String detail) {
    if (code == ErrorCode.RATE) {
      retryAfter(response, BUSY_RETRY_MILLIS);
    }
    send(response, status(code), code, detail);
  }

  /** Answers with what went wrong; the details of a fault of ours go to the log only. */
  static void send(HttpServerResponse response, Throwable failure) {
    if (failure instanceof RefusedException refused) {
      send(response, refused.code(), refused.getMessage());
    } else if (failure instanceof StorageException known && known.reason() == BAD_CURSOR) {
      send(response, ErrorCode.BAD_MESSAGE, known.getMessage());
    } else if (failure instanceof HttpClosedException || failure instanceof IOException) {
      // The store fails with its own exceptions: this is a connection that ended or was reset.
      LOG.log(Level.FINE, "a client gave up", failure);
    } else {
      LOG.log(Level.WARNING, "a request failed", failure);
      send(response, ErrorCode.INTERNAL, "the server could not do it");
    }
  }

  private static int status(NackCode code) {
    return switch (code) {
      case INVALID -> 400;
      case FORBIDDEN, READ_ONLY -> 403;
      case STALE, GAP, FUTURE -> 409;
      case TOO_LARGE -> 413;
      case RATE -> TOO_MANY_REQUESTS;
      case BUSY, STORAGE -> 503;
      case FULL -> 507;
    };
  }

  private static int status(ErrorCode code) {
    return switch (code) {
      case BAD_MESSAGE, UNKNOWN_TYPE -> 400;
      case UNAUTHORIZED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case NOT_OPEN -> 409;
      case COMPACTED -> 410;
      case TOO_LARGE -> 413;
      case RATE -> 503;
      case INTERNAL -> 500;
    };
  }
}
