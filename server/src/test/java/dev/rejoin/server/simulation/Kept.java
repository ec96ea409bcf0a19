package dev.rejoin.server.simulation;

import dev.rejoin.ot.sync.ClientState;
import dev.rejoin.server.protocol.EntryName;
import java.util.Optional;

/**
 * What an outbox holds: all that is needed to go on after the page was closed.
 *
 * @param client the secret id of the outbox
 * @param standing empty until the document was opened for the first time
 * @param edits how far this person's edits have come
 */
record Kept(String client, Optional<Standing> standing, Progress edits) {

  /** The oldest edits are in the log, the next in flight, the others in the buffer. */
  record Progress(int stored, int frozen, int made) {

    static final Progress NONE = new Progress(0, 0, 0);

    /** One more, which waits or goes out at once. */
    Progress edited(boolean waits) {
      return new Progress(stored, waits ? frozen : made + 1, made + 1);
    }

    /** What was in flight is in the log, and what waited is in flight. */
    Progress acknowledged() {
      return new Progress(frozen, made, made);
    }

    /** None of them is under way any more. */
    Progress settled() {
      return new Progress(made, made, made);
    }
  }

  /**
   * Where a client stands.
   *
   * @param check names the entry at the revision of {@code state}
   * @param base the log's text at that revision
   */
  record Standing(String lineage, ClientState state, Optional<EntryName> check, String base) {

    /** What the person sees. */
    String local() {
      return state.pending().map(pending -> pending.apply(base)).orElse(base);
    }
  }
}
