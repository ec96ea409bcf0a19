package dev.rejoin.server.simulation;

import dev.rejoin.ot.testing.SplitMix64;
import java.util.Optional;

/** An open page, of either kind of client: in Java, or the one that browsers run. */
interface Tab {

  /** What runs it, until it is closed. */
  Machine machine();

  /** The secret id of its outbox. */
  String id();

  Optional<Wire> wire();

  /** Where it stands; empty before the document was opened for the first time. */
  Optional<Seen> seen();

  /** The text that the person can change; empty while there is none. */
  Optional<String> text();

  /** Whether the person is told that all is saved. */
  boolean isSaved();

  /** The person puts {@code inserted} in the place of a stretch of the text. */
  void replace(int from, int to, String inserted, Letters.Edit edit, SplitMix64 dice);

  /** What is in flight goes out once more. */
  void sendTwice();

  /** The network is there again. */
  void online();

  /**
   * What a client believes of the log.
   *
   * @param sequence how many operations of its outbox the log holds
   * @param base the text at that revision
   */
  record Seen(String lineage, String site, long revision, long sequence, String base) {}
}
