/**
 * One document: who has it open, which edits wait, and the copy that they are applied to.
 *
 * <pre>
 *   session ──► Seat ─┬► DocumentLoop ──► Batch (Sequencer stages) ──► DocumentLog.append
 *   passing: Exchange ┘       │                                              │
 *   session ◄── Participant ◄─┴── Audience ◄── stored: committed, encoded once┘
 *                                 Presence (people and their cursors)
 * </pre>
 *
 * A document belongs to one event loop ({@link dev.rejoin.server.document.Scheduler}), which alone
 * touches it, so nothing here is locked. At most one append is in flight; whatever arrives
 * meanwhile makes the next batch larger. Nothing here knows sockets or Vert.x's own object: clock,
 * scheduler and log are handed in, and a test can run a whole crowd in one thread.
 */
package dev.rejoin.server.document;
