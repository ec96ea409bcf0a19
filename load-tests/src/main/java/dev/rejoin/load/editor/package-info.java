/**
 * Editors that behave like a person in front of a page, over real sockets.
 *
 * <pre>
 *   Typist ──edit──► Replica ──what is in flight──► SimulatedEditor ──► Link ──► EditorSocket ══► server
 *                    │ Document                     when to type,       hello,   frames
 *     moves along ◄──│ ClientState  ◄─────steps──── when to send    ◄── heart- ◄──
 *                    │ Journal                                          beat,
 *                    └─► EditorReport, when it is all over              reconnect
 * </pre>
 *
 * <p>A {@link dev.rejoin.load.editor.SimulatedEditor} has one document and one connection after the
 * other, and one event loop that touches both. Its {@link dev.rejoin.load.editor.Journal} holds
 * what the server acknowledged, and nothing else: it is the witness that a check asks afterwards.
 * Several editors are a {@link dev.rejoin.load.editor.Crowd}.
 */
package dev.rejoin.load.editor;
