/**
 * Finds out where a document went wrong, and on which side.
 *
 * <pre>
 *   bundle (JSON) ──► BundleReader ──► IncidentBundle ─┐
 *                                                      ├──► Replay ──► Verdict
 *   the stored log, if it is at hand ──► History ──────┘
 * </pre>
 *
 * <p>A bundle is what a client knows of an incident: the text that it began from, the steps that
 * came, the operations that it sent, and what it made of them. All of that is done again here, step
 * by step, and compared with what the client says, with what the server said, and with the log.
 * Without its text a bundle has lengths and fingerprints, which say as much wherever the log is at
 * hand.
 */
package dev.rejoin.server.replay;
