/**
 * Bugs, planted one at a time, to show that some test sees each of them.
 *
 * <pre>
 *   resources/mutants/*.txt ──► Mutant: a line of a production source, and what it becomes
 *                                  │ Patch, compiled in memory
 *                                  ▼
 *   all other classes ────► MutantLoader: the whole program, with that one class replaced
 *                                  │
 *                                  ▼
 *                               Killer: its test, or the simulated cluster, has to fail
 * </pre>
 *
 * <p>Production code knows nothing of this. A line that has changed since it was written down here
 * fails {@code MutantsTest}: then the mutant is mended, or replaced by one that fits.
 */
package dev.rejoin.server.mutants;
