/**
 * What the tests of the load tests share.
 *
 * <pre>
 *   HastyServer ──► Server ──► HastyDocumentLog ──20 ms later──► SqliteDocumentLog
 *                                     └── "stored", at once
 *   Tier ◄── -Dtier=full
 * </pre>
 *
 * <p>A test that looks for a bug has to catch a server that has it: {@link
 * dev.rejoin.load.testing.HastyServer} acknowledges what it has not stored yet. The tier says how
 * much is tested.
 */
package dev.rejoin.load.testing;
