/**
 * The server under test, as seen from outside.
 *
 * <pre>
 *   ServerProcess ──starts──► LeashedServer ──► dev.rejoin.server.Main      (another process)
 *        │  kill -9, restart        │ ends when its standard input does
 *        ▼                          ▼
 *   Address ◄───────── "listening on http://127.0.0.1:40123"
 *
 *   HttpReader ──GET──► ServerView   the stored log and the content, at the end
 * </pre>
 *
 * <p>A {@link dev.rejoin.load.server.ServerProcess} is only ever ended through its own handle, and
 * ends by itself when the process that started it is gone. {@link
 * dev.rejoin.load.server.HttpReader} asks for what everybody may ask for: a check believes no
 * counter of the server.
 */
package dev.rejoin.load.server;
