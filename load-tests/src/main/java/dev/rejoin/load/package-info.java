/** Simulated editors and benchmarks. */
package dev.rejoin.load;
