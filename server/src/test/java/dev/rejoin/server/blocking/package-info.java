/**
 * Promise I7: no event loop is blocked for more than 100 ms, in any test of this module.
 *
 * <pre>
 *  Vertx.vertx() ──► WatchingVertx ──► WatchedTransport: each loop's turns ──► LoopTurns
 *                                                                               │ CPU time of a turn
 *                             Sampler: what each loop does, 100 times a second ─┤ what it waits for
 *                                                                               ▼
 *                  NoBlockedLoops, for every test: fails it by what was found: Findings
 * </pre>
 *
 * On a shared machine a turn takes long because others have the processor, so what counts is the
 * processor time that the loop's thread used in it. Waiting costs none, and is found by looking: a
 * loop that sleeps, waits for a future, or reads a file is wrong however short it was.
 */
package dev.rejoin.server.blocking;
