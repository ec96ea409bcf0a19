package dev.rejoin.server.transport;

import dev.rejoin.server.config.ServerConfig;
import dev.rejoin.server.document.Creation;
import dev.rejoin.server.document.Environment;
import dev.rejoin.server.session.ClientReports;
import dev.rejoin.server.session.Exchanges;
import dev.rejoin.server.session.SessionEnvironment;
import dev.rejoin.server.session.Sessions;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One event loop's share of the port: its HTTP server, and the sessions that came in by it. */
public final class Listener {

  /** To Vert.x: let the system choose a port, the same for all event loops. */
  private static final int ANY_PORT_FOR_ALL = -1;

  /** How long a client has to answer a close frame. */
  private static final int CLOSING_SECONDS = 1;

  private final HttpServer server;
  private final Sessions sessions;

  /**
   * @param counts shared by all event loops
   * @param home of the documents of this event loop
   * @param sessionHome of the sessions of this event loop
   */
  public Listener(
      Vertx vertx,
      EventLoop eventLoop,
      ServerConfig config,
      Counts counts,
      Environment home,
      SessionEnvironment sessionHome) {
    HostPolicy hosts = HostPolicy.of(config);
    OriginPolicy origins = new OriginPolicy(config.allowedOrigins());
    this.sessions = new Sessions(sessionHome);
    SocketEndpoint sockets =
        new SocketEndpoint(
            sessions, counts.sockets(), origins, new TurnOutput(eventLoop), config.limits());
    this.server =
        vertx
            .createHttpServer(options(config))
            .requestHandler(
                Front.of(vertx, hosts, sockets, apis(config, counts, origins, home, sessionHome)));
  }

  private static List<Api> apis(
      ServerConfig config,
      Counts counts,
      OriginPolicy origins,
      Environment home,
      SessionEnvironment sessionHome) {
    WritingRequests writes = new WritingRequests(counts.writing(), origins, config.limits());
    return List.of(
        new CrossOrigin(origins),
        new DocumentsApi(sessionHome.documents(), new Creation(home), home, writes),
        new ExchangeApi(new Exchanges(sessionHome), writes, config.limits()),
        new ClientMetricsApi(
            new ClientReports(counts.clients(), sessionHome), counts.clients(), writes),
        new HealthApi(counts.sockets()),
        new Page(new WebFiles("web"), config.offlineApp()));
  }

  /**
   * Compression would be asked for by browsers, count limits in compressed bytes, and double the
   * cost.
   */
  private static HttpServerOptions options(ServerConfig config) {
    return new HttpServerOptions()
        .setHost(config.host())
        .setPort(config.port() == 0 ? ANY_PORT_FOR_ALL : config.port())
        .setAcceptBacklog(4_096)
        .setUseAlpn(false)
        .setHttp2ClearTextEnabled(false)
        .setCompressionSupported(false)
        .setDecompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setWebSocketSubProtocols(List.of(OpeningHandshake.SUBPROTOCOL))
        .setMaxWebSocketFrameSize(config.limits().maxMessageBytes())
        .setMaxWebSocketMessageSize(config.limits().maxMessageBytes())
        .setWebSocketClosingTimeout(CLOSING_SECONDS)
        .setIdleTimeout(4 * config.limits().heartbeatMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /** Begins to listen; completes with the port. */
  public Future<Integer> listen() {
    return server.listen().map(HttpServer::actualPort);
  }

  /** The sessions that came in here; on this event loop only. */
  public Sessions sessions() {
    return sessions;
  }

  public Future<Void> close() {
    return server.close();
  }
}
