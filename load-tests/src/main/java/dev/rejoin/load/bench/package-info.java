/**
 * JMH benchmarks of ot-core. {@code docs/performance.md} says how to run them, and what they gave.
 *
 * <pre>
 *   traces, seeds ──► Workloads ──► Replay, Algebra, Rejoin, Places, Index, LogFold
 *                                     beside each winner its loser: GapBufferText, Fenwick trees, balanced folds
 * </pre>
 *
 * Whatever was decided by measuring can be measured again here: the loser stays in the benchmark. A
 * workload comes from a recorded trace or from a seed, so two runs do the same. Figures from a
 * shared machine are noisy, so look at the best fork as well as at the mean.
 */
package dev.rejoin.load.bench;
