package dev.rejoin.server.transport;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * What browsers are told not to do. Names, colours and text of others reach the page; even if one
 * of them became markup, nothing of it would run, load, or be sent anywhere.
 */
final class SecurityHeaders {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?");

  private SecurityHeaders() {}

  /** Sets them, whatever the answer will be. */
  static void add(RoutingContext context) {
    context
        .response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        .putHeader(
            "Content-Security-Policy", policy(context.request().getHeader(HttpHeaders.HOST)));
    context.next();
  }

  /** Older browsers do not count a WebSocket to the own host as {@code 'self'}. */
  static String policy(String host) {
    String sockets =
        host != null && HOST.matcher(host).matches() ? " ws://" + host + " wss://" + host : "";
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        + " font-src 'self'; manifest-src 'self'; worker-src 'self'; connect-src 'self'"
        + sockets
        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }
}
