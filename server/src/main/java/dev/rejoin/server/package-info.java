/**
 * The wiring: what is made, in which order, and how it ends.
 *
 * <pre>
 *   Main ──► Server ──┬─► DocumentLog                     (sqlite or memory)
 *                     ├─► Documents                       one registry an event loop
 *                     └─► ServerVerticle × event loops ──► Listener
 * </pre>
 *
 * Nothing is decided here: floors below take what they need as arguments. {@code Server} ends in
 * the opposite order of its beginning, and says goodbye to clients before.
 */
package dev.rejoin.server;
