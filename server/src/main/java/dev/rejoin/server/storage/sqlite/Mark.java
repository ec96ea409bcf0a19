package dev.rejoin.server.storage.sqlite;

/** A place in a log: a revision, and the checksum of the log up to there. */
record Mark(long revision, long chain) {}
