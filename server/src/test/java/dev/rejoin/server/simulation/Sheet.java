package dev.rejoin.server.simulation;

import dev.rejoin.ot.Selection;
import dev.rejoin.ot.testing.SplitMix64;
import java.util.Map;
import java.util.Optional;

/** One document in an open page, of either kind of client. */
interface Sheet {

  String document();

  /** The secret id of its outbox. */
  String id();

  /** Where it stands; empty before the document was opened for the first time. */
  Optional<Seen> seen();

  /** What the person reads; empty while there is nothing. */
  Optional<String> text();

  /** Whether the person may change it. */
  boolean isEditable();

  /** Whether the person is told that all is saved. */
  boolean isSaved();

  /** The person puts {@code inserted} in the place of a stretch of the text. */
  void replace(int from, int to, String inserted, Letters.Edit edit, SplitMix64 dice);

  /** The person goes to another place. */
  void select(Selection selection);

  /** What is in flight goes out once more. */
  void sendTwice();

  /** Who else is here, by session, and where in the text of the log, if they are anywhere. */
  Map<String, Optional<Selection>> people();

  /**
   * What a client believes of the log.
   *
   * @param sequence how many operations of its outbox the log holds
   * @param base the text at that revision
   */
  record Seen(String lineage, String site, long revision, long sequence, String base) {}
}
