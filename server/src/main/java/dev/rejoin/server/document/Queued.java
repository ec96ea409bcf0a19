package dev.rejoin.server.document;

import dev.rejoin.ot.sync.Submission;

/** An edit that waits for its place in the log, and who gets the answer if it is not taken. */
record Queued(Seat seat, Submission submission) {}
