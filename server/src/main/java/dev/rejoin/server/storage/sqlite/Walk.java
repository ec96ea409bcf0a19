package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.sync.Entry;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Goes along the rows of one log and ties each to the one before.
 *
 * <p>A row whose own checksum is wrong is not yet lost: if the checksum of the next one is right,
 * it covers this row as well, and only the number beside it was damaged.
 */
final class Walk {
  private final Consumer<Entry> use;
  private Mark reached;
  private Mark sound;
  private Optional<Entry> doubted = Optional.empty();
  private Optional<String> damage = Optional.empty();
  private boolean ended;

  /**
   * @param from a place whose checksum is taken for right
   * @param use takes every entry that is right, in turn
   */
  Walk(Mark from, Consumer<Entry> use) {
    this.use = use;
    this.reached = from;
    this.sound = from;
  }

  /** The next row. Nothing, once two in a row are wrong. */
  void step(EntryRow row, long chain) {
    if (ended) {
      return;
    }
    long revision = reached.revision() + 1;
    if (row.entry().revision() != revision) {
      end("entry " + revision + " is missing");
      return;
    }
    reached = new Mark(revision, row.chain(reached.chain()));
    if (reached.chain() == chain) {
      believe();
      use.accept(row.entry());
    } else if (doubted.isEmpty()) {
      doubted = Optional.of(row.entry());
      damage = Optional.of("entry " + revision + " has another checksum");
    } else {
      ended = true;
    }
  }

  /** All that was reached is right, and so is what was in doubt. */
  private void believe() {
    doubted.ifPresent(use);
    doubted = Optional.empty();
    damage = Optional.empty();
    sound = reached;
  }

  /** The next row cannot be read, or there is none. What was in doubt before stays the reason. */
  void end(String why) {
    if (!ended) {
      ended = true;
      damage = Optional.of(damage.orElse(why));
    }
  }

  /** There are no more rows, and here the log should end. */
  void endAt(Mark head) {
    if (ended) {
      return;
    }
    if (reached.equals(head)) {
      believe();
    } else if (reached.revision() < head.revision()) {
      end("entry " + (reached.revision() + 1) + " is missing");
    } else {
      end("its log has another checksum at its head, " + head.revision());
    }
  }

  /** How far all is right. */
  Mark sound() {
    return sound;
  }

  /** What is wrong behind that. */
  Optional<String> damage() {
    return damage;
  }
}
