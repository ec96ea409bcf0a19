package dev.rejoin.load.editor;

import java.util.Optional;

/**
 * How far an editor is: what it shows to other threads.
 *
 * @param lineage which document it has; empty: none yet
 * @param revision the last one that it took in
 * @param operations how many of its operations were acknowledged
 * @param settled nothing is left to type and nothing waits for an acknowledgement
 * @param online it has its document open over a socket
 * @param failure why it stopped, if it did
 */
public record EditorStatus(
    Optional<String> lineage,
    long revision,
    int operations,
    boolean settled,
    boolean online,
    Optional<String> failure) {
  static final EditorStatus NEW =
      new EditorStatus(Optional.empty(), 0, 0, false, false, Optional.empty());
}
