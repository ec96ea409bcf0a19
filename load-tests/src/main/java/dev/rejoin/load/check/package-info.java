/**
 * Whether what was promised was kept.
 *
 * <pre>
 *   EditorReport × N   journals of what was acknowledged ─┐
 *                      texts that people see              ├─► Checker ──► Verdict
 *   ServerView         the stored log, the content ───────┘
 * </pre>
 *
 * <p>The {@link dev.rejoin.load.check.Checker} shares no code with the sequencing or the storage of
 * the server: it reads the log from its first entry, and asks for each entry whose it is, whether
 * it is what its author sent, and whether it stands there once. Then it folds the log itself and
 * compares texts.
 */
package dev.rejoin.load.check;
