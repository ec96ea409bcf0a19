/** Sequencing and client state, pure. */
package dev.rejoin.ot.sync;
