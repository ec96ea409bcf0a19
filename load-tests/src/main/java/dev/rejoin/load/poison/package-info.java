/**
 * What one document that goes wrong costs the others.
 *
 * <pre>
 *   99 editors, a document each    ── type, ten edits a second ──────────────────►
 *   the hundredth document                 ├─ poison ─┤          ├─ poison ─┤
 *   p99 of the 99                    a     │    b     │    a'    │    b'    │     median of b / a
 * </pre>
 */
package dev.rejoin.load.poison;
