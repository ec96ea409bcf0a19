/**
 * What simulated people type.
 *
 * <pre>
 *   Trace ──► Burst, Burst, Burst, …          the caret jumps between bursts
 *               │      │      │
 *               ▼      ▼      ▼
 *             TraceTypist of editor 1, 2, … N, 1, 2, …
 *
 *   seed  ──► RandomTypist                    words, corrections, pasted lines, emoji
 * </pre>
 *
 * <p>A recorded trace has one author and N editors share it: each {@link
 * dev.rejoin.load.typing.Burst} belongs to one of them, in turn. A burst begins where the trace
 * began it, or at the end of the editor's document if that is shorter; inside a burst the editor
 * types at its caret, which moves along when others write. With one editor that is the trace,
 * exactly.
 */
package dev.rejoin.load.typing;
