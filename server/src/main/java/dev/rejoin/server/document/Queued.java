package dev.rejoin.server.document;

import dev.rejoin.ot.sync.Past;
import dev.rejoin.ot.sync.Submission;
import java.util.Optional;

/**
 * An edit that waits for its place in the log, and who learns what became of it.
 *
 * @param past what happened since its revision, if that was read because memory does not reach back
 */
record Queued(Author author, Submission submission, Optional<Past> past) {

  Queued(Author author, Submission submission) {
    this(author, submission, Optional.empty());
  }

  Queued with(Optional<Past> read) {
    return new Queued(author, submission, read);
  }
}
