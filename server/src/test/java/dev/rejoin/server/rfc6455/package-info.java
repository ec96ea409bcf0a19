/**
 * Promise W1: RFC 6455, case by case, by a client that writes bytes.
 *
 * <pre>
 *  resources/rfc6455/*.table ─┐
 *                             ├► WireCase: bytes by Script ──► one server ──► frames, in words
 *  Combinations ──────────────┘                                   ▲
 *                                     a witness, who notices nothing
 * </pre>
 *
 * A case is a line that can be read: what the client writes, and all that the server answers.
 * {@link dev.rejoin.server.rfc6455.Script} has the notation.
 */
package dev.rejoin.server.rfc6455;
