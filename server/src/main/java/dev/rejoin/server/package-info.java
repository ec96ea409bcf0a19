/** Wiring of the server. */
package dev.rejoin.server;
