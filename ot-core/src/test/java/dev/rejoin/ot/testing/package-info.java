/**
 * What tests are made of: one source of chance, and operations from it.
 *
 * <pre>
 *   seed ──► SplitMix64 ──► RandomOperations ──► documents, operations
 *              (the same numbers, in the same order, in web-client's tests)
 *   "2 'ab' -1" ──► Notation ──► Operation
 * </pre>
 *
 * <p>Every random test runs through {@link dev.rejoin.ot.testing.Seeds}: a failure names the one
 * seed that replays it. The generator reaches for corners (nothing, everything, the ends, pairs of
 * surrogates) far more often than chance would.
 */
package dev.rejoin.ot.testing;
