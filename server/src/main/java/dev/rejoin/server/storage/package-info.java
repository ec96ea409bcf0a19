/**
 * Where logs are kept, behind one interface.
 *
 * <pre>
 *   document loop ──► DocumentLog.append(head, entries) ──► Stored | Missed(entries) | Gone
 *                        ▲              ▲
 *                   .memory         .sqlite        each passes DocumentLogContract
 * </pre>
 *
 * <p>A log takes entries only if its head is the one that they were made for, and else says what
 * was missed: that is all that several writers need to agree. It knows nothing of editing:
 * operations are what it keeps, not what it understands. A document that cannot be read whole is an
 * error with a name, never an empty document.
 */
package dev.rejoin.server.storage;
