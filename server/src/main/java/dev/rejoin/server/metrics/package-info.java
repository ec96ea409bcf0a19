/**
 * Figures: what is counted, and kept in memory until this process ends.
 *
 * <pre>
 *   a client's report ──► ClientReport (strict, numbers only) ──► ClientFigures ──► sums, for people
 * </pre>
 *
 * <p>Figures say how well it goes, never what was written, by whom or where.
 */
package dev.rejoin.server.metrics;
