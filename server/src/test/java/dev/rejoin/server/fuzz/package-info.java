/**
 * Promise W2: whatever bytes come from outside, each decoder takes them as they are meant or
 * refuses them by the name that it promises.
 *
 * <pre>
 *  Jazzer, led by coverage ──► FuzzEntry ─┐
 *  the kept corpus ───────────────────────┼──► Target: a decoder and the properties of it
 *  Mutations, from a seed ────────────────┘         └► the same decoder with a planted bug
 * </pre>
 */
package dev.rejoin.server.fuzz;
