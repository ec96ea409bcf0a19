/**
 * A disk that is watched, that fails when it is told to, and that loses power.
 *
 * <pre>
 *   src/test/c/disk.c ── gcc ──► Shim: starts a JVM with it in front of the C library
 *                                  │
 *        FaultPlan ── which calls fail ──►│──► a trace: every write, sync and name, in order
 *                                                │
 *                        Disk: what may be on it when the power goes at any place of that
 * </pre>
 */
package dev.rejoin.server.testing.disk;
