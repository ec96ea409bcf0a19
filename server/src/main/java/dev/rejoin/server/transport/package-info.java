/**
 * Sockets and HTTP: the only floor that knows {@code HttpServer}, {@code WebSocket} and Netty.
 *
 * <pre>
 *   request ─┬─► SocketEndpoint ──► SocketConnection ──► Session      frames in: FrameAssembler
 *            │                            ▲    └── TurnOutput         frames out: made once, shared,
 *            │                            │                           one flush a connection and turn
 *            ├─► DocumentsApi ──► Documents, History
 *            ├─► ExchangeApi ──► Exchanges            what writes passes WritingRequests:
 *            ├─► ClientMetricsApi ──► ClientReports   from where, how many, for how long
 *            ├─► HealthApi
 *            └─► Page: the files of the web client
 * </pre>
 *
 * Every event loop has its own server, sessions and output. What Vert.x does by itself to messages
 * (decoding, aggregating, compressing, flushing each one) is not used; docs/adr tells why.
 */
package dev.rejoin.server.transport;
