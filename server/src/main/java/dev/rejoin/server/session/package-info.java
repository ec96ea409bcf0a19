/**
 * One client: its greeting, the documents that it has open, and how much it may ask for.
 *
 * <pre>
 *   Connection ──► Session ──► OpenDocument ──► Seat          (document, perhaps on another loop)
 *                     │            ▲
 *                     │            └── delivers: straight to the connection
 *   Sessions: all of one event loop, looked at once in a while (silent? stuck? not greeted?)
 *
 *   a request ──► Exchanges ──► Documents.exchange            (no session, no seat)
 * </pre>
 *
 * A session lives on the event loop of its connection. What documents send does not pass through
 * the session's own state, only through {@link dev.rejoin.server.session.Connection#send}, which
 * may be called from any thread. The connection is an interface, so nothing here knows sockets.
 */
package dev.rejoin.server.session;
