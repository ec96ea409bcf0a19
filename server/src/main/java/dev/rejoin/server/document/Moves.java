package dev.rejoin.server.document;

import dev.rejoin.ot.Fold;
import dev.rejoin.ot.Mover;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Selection;
import dev.rejoin.ot.sync.Entry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Moves selections through one batch of entries. Most people in a document wrote none of them:
 * theirs are moved once, through all of it as one operation, which is made when the first needs it.
 */
final class Moves {

  private final List<Entry> entries;
  private final Set<String> authors;
  private Operation all;

  Moves(List<Entry> entries) {
    this.entries = entries;
    this.authors = entries.stream().map(Entry::site).collect(Collectors.toSet());
  }

  /** A selection of somebody who writes as {@code site}. */
  Selection through(Selection selection, String site) {
    return authors.contains(site)
        ? oneByOne(selection, site)
        : selection.movedThrough(all(), Mover.OTHER);
  }

  private Selection oneByOne(Selection selection, String site) {
    Selection moved = selection;
    for (Entry entry : entries) {
      Mover mover = entry.site().equals(site) ? Mover.AUTHOR : Mover.OTHER;
      moved = moved.movedThrough(entry.operation(), mover);
    }
    return moved;
  }

  private Operation all() {
    if (all == null) {
      all = Fold.balanced(entries.stream().map(Entry::operation).toList());
    }
    return all;
  }
}
