/**
 * The two pure state machines on both ends of the wire, and the log between them.
 *
 * <pre>
 *        a person                                            everybody
 *           │ edit                                               ▲ Step
 *           ▼                                                    │
 *   ┌─ ClientState ──────────┐  Submission   ┌─ Sequencer ───────┴───────┐
 *   │ Synchronized           │ ────────────► │ name? revision? fits?     │ staged ┌─────┐
 *   │ AwaitingAck            │               │ T(log since, operation)   │ ─────► │ log │
 *   │ AwaitingAckWithBuffer  │ ◄──────────── │ Document, FoldedLog       │ ◄───── └─────┘
 *   └────────────────────────┘     Step      └───────────────────────────┘ commit,
 *                                                                          rollback, learn
 * </pre>
 *
 * <p>{@link dev.rejoin.ot.sync.ClientState} decides what one operation is, freezes it, and keeps a
 * local document level with the log. {@link dev.rejoin.ot.sync.Sequencer} gives operations their
 * revision, and recognises one that comes again. Neither does any I/O: sending, storing and waiting
 * are the caller's, and so both run unchanged in a simulation of a cruel network.
 */
package dev.rejoin.ot.sync;
