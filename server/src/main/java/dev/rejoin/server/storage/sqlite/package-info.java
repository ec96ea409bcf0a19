/**
 * Logs in one SQLite file: the default store.
 *
 * <pre>
 *   append ──► TaskQueue ──► Writer (one thread, one connection)        BEGIN … COMMIT ──► fsync
 *                             takes all that waits, one transaction         │
 *   future ◄──────────────────────── completed after the commit ◄───────────┘
 *
 *   open, read, list ──► TaskQueue ──► Readers (threads with read-only connections)
 * </pre>
 *
 * <p>While one transaction reaches the disk the next one gathers in the queue, so a slow disk or a
 * fast crowd makes the batches larger and nothing else; there is no timer. Every row is tied to the
 * one before it by a checksum, which is verified whenever it is read. A write that fails in a way
 * that leaves open what is on the disk ends all writing until the process is started again.
 */
package dev.rejoin.server.storage.sqlite;
