/**
 * A whole cluster in one thread, under a virtual clock, from one seed.
 *
 * <pre>
 *   seed ──► Weather ──► Schedule: what people do and what goes wrong, as a list of events
 *                            │
 *                            ▼
 *   Client: Page, Outbox ──► Wire ──► Session, Documents ──► NodeLog ──► Store
 *     or ScriptTab ◄─► Script          (Node, a Machine)                  │ commits, crashes, fails
 *     │                                                                   ▼
 *     └── Checker, after every step: what clients have, and what the log holds ──► Verdict
 * </pre>
 *
 * <p>The floors {@code document} and {@code session} and {@code ClientState} are the production
 * classes, and they speak in the bytes of the protocol. Store, network, clocks and the clients' way
 * with {@code ClientState} belong to the simulation. In some runs every second client is the
 * TypeScript one, in a process of Node that has no time and no chance of its own.
 *
 * <p>An event brings its own dice: the others happen as before when one is taken away. So a
 * schedule that fails can be made shorter ({@code Shrinker}), and is kept ({@code Corpus}).
 */
package dev.rejoin.server.simulation;
