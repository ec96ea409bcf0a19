package dev.rejoin.server.document;

import dev.rejoin.ot.sync.Submission;

/** An edit that waits for its place in the log, and who learns what became of it. */
record Queued(Author author, Submission submission) {}
