/**
 * A whole service in one thread, from one seed: people, connections, nodes and the log that the
 * nodes share.
 *
 * <pre>
 *   Person ──up──► Connection ──► Node ─┐
 *     ▲              │  ▲ cut           │ append if the head is still n
 *     └────down──────┘  │               ├──────────► SharedLog
 *   Person ───────── Connection ──► Node ┘  restart, fail, lose the answer
 * </pre>
 *
 * <p>{@code ClientState}, {@code Sequencer} and {@code FoldedLog} are the production classes; what
 * lies between them is cruel. In the end the network heals, and {@code Verdict} demands that all is
 * equal, stored once, and what people meant. {@code Mutant} plants bugs, to show that it would see
 * them.
 */
package dev.rejoin.ot.sync.simulation;
