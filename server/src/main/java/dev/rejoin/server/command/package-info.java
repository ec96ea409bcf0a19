/**
 * What an operator does with a data directory, beside serving it.
 *
 * <pre>
 *   Main ──► Commands ──┬─► backup    copies a store, also of a running server, into a file
 *                       ├─► restore   makes a data directory of a backup
 *                       └─► inspect   says what a store holds, and verifies all of it
 * </pre>
 *
 * <p>Each takes flags, prints what it did, and ends with a status: 0 all is well, 1 it could not be
 * done, 2 the command line makes no sense, 3 it was done and found damage, 4 it found where two
 * sides came apart, 5 it could not find that out.
 */
package dev.rejoin.server.command;
