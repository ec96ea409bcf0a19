package dev.rejoin.server.transport;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.CloseCode;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.session.Session;
import dev.rejoin.server.session.Sessions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code GET /v1/socket}: turns a request into a session, or says why not. */
final class SocketEndpoint {

  private static final Logger LOG = Logger.getLogger(SocketEndpoint.class.getName());

  private final Sessions sessions;
  private final Admission admission;
  private final OriginPolicy origins;
  private final TurnOutput output;
  private final Limits limits;

  SocketEndpoint(
      Sessions sessions,
      Admission admission,
      OriginPolicy origins,
      TurnOutput output,
      Limits limits) {
    this.sessions = sessions;
    this.admission = admission;
    this.origins = origins;
    this.output = output;
    this.limits = limits;
  }

  void handle(HttpServerRequest request) {
    Optional<OpeningHandshake.Fault> fault = OpeningHandshake.faultOf(request);
    if (fault.isPresent()) {
      refuse(request, fault.get());
    } else if (!admission.enter()) {
      Problems.send(request.response(), ErrorCode.RATE, "this server takes no more sockets");
    } else {
      upgrade(request);
    }
  }

  private static void refuse(HttpServerRequest request, OpeningHandshake.Fault fault) {
    request.response().headers().addAll(fault.headers());
    Problems.send(request.response(), fault.status(), ErrorCode.BAD_MESSAGE, fault.detail());
  }

  private void upgrade(HttpServerRequest request) {
    boolean allowed =
        origins.allows(request.getHeader(HttpHeaders.ORIGIN), request.getHeader(HttpHeaders.HOST));
    OpeningHandshake.putPlainly(request);
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              if (allowed) {
                begin(socket);
              } else {
                refuse(socket);
              }
            })
        .onFailure(
            failure -> {
              admission.leave();
              LOG.log(Level.FINE, "no WebSocket", failure);
            });
  }

  private void begin(ServerWebSocket socket) {
    SocketConnection connection = new SocketConnection(socket, output, limits);
    Session session = sessions.begin(connection);
    socket.exceptionHandler(failure -> LOG.log(Level.FINE, "socket failed", failure));
    socket.closeHandler(
        closed -> {
          connection.ended();
          admission.leave();
          sessions.end(session);
        });
    connection.listen(session);
  }

  /**
   * A page cannot see why an upgrade was refused, only the code of a socket that was closed; with
   * it, a client knows that it need not try again. Nothing that the page sends is read.
   */
  private void refuse(ServerWebSocket socket) {
    socket.closeHandler(closed -> admission.leave());
    socket.close((short) CloseCode.ORIGIN.status(), CloseCode.ORIGIN.reason());
  }
}
