/**
 * Editors that behave like a person in front of a page, over real sockets.
 *
 * <pre>
 *   Typist ──edit──► Replica ──frozen operation──► SimulatedEditor ──frame──► server
 *                    │ Document                    │ hello, open, heartbeat,
 *     moves along ◄──│ ClientState  ◄──────steps───│ reconnect           ◄───frame──
 *                    │ Journal
 *                    └─► EditorReport, when it is all over
 * </pre>
 *
 * <p>A {@link dev.rejoin.load.editor.SimulatedEditor} has one socket and one document, and one
 * event loop that touches both. Its {@link dev.rejoin.load.editor.Journal} holds what the server
 * acknowledged, and nothing else: it is the witness that a check asks afterwards. Several editors
 * are a {@link dev.rejoin.load.editor.Crowd}.
 */
package dev.rejoin.load.editor;
