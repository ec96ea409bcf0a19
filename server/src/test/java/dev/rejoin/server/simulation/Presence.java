package dev.rejoin.server.simulation;

import dev.rejoin.ot.Mover;
import dev.rejoin.ot.Range;
import dev.rejoin.ot.Selection;
import dev.rejoin.ot.sync.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What has to hold of what people are shown of one another: a cursor is a place that its author had
 * in this very document, moved through what the log got since; and in the end everybody sees
 * exactly who is at the same node, and nobody who left.
 */
final class Presence {

  private final Cluster cluster;
  private final Map<String, List<Said>> said = new HashMap<>();
  private final Set<String> sessions = new HashSet<>();

  /** Somebody told the server where they are. */
  private record Said(
      String document,
      String outbox,
      String lineage,
      String site,
      long revision,
      Selection selection) {}

  Presence(Cluster cluster) {
    this.cluster = cluster;
  }

  /** A connection has this name. No other has ever had it. */
  void greeted(String session) {
    require(sessions.add(session), "two connections are called " + session);
  }

  /** Before it is sent. */
  void said(String session, Sheet sheet, long revision, Optional<Selection> selection) {
    cluster.tally.cursorsSaid++;
    Sheet.Seen seen = sheet.seen().orElseThrow();
    selection.ifPresent(
        place ->
            said.computeIfAbsent(session, any -> new ArrayList<>())
                .add(
                    new Said(
                        sheet.document(),
                        sheet.id(),
                        seen.lineage(),
                        seen.site(),
                        revision,
                        place)));
  }

  /**
   * Somebody is shown where a session is.
   *
   * @param standing the revision that the receiver stands at
   */
  void shown(
      Sheet receiver, String session, long revision, Optional<Selection> selection, long standing) {
    if (selection.isEmpty()) {
      return;
    }
    cluster.tally.cursorsShown++;
    require(
        revision == standing,
        receiver + " stands at " + standing + " and is shown a cursor of " + revision);
    require(
        told(receiver, session, revision)
            .anyMatch(place -> isThere(place, selection.get(), revision)),
        receiver + " is shown " + selection.get() + " of " + session + ", who was never there");
  }

  private Stream<Said> told(Sheet receiver, String session, long revision) {
    return said.getOrDefault(session, List.of()).stream()
        .filter(each -> each.document().equals(receiver.document()))
        .filter(each -> each.revision() <= revision);
  }

  /** Two who write from one outbox are one author to the server, and so they are anywhere. */
  private boolean isThere(Said place, Selection shown, long revision) {
    return cluster.checker.isShared(place.outbox())
        || (isStretch(place) && hasWrittenSince(place, revision))
        || isLike(moved(place, revision).ranges().get(0), shown.ranges().get(0));
  }

  private static boolean isStretch(Said place) {
    return !place.selection().ranges().get(0).isEmpty();
  }

  private boolean hasWrittenSince(Said place, long revision) {
    Lineage log = cluster.store.lineage(place.lineage());
    return LongStream.rangeClosed(place.revision() + 1, revision)
        .anyMatch(each -> log.entry(each).site().equals(place.site()));
  }

  /**
   * A caret is exactly where it has to be, and so is the end of a stretch. Where its beginning is,
   * and so whether it is a caret when its author types, depends on how entries are folded, if text
   * was deleted and other text put there (docs/ot.md).
   */
  private static boolean isLike(Range wanted, Range shown) {
    return Math.max(shown.anchor(), shown.head()) == Math.max(wanted.anchor(), wanted.head());
  }

  private Selection moved(Said place, long revision) {
    Lineage log = cluster.store.lineage(place.lineage());
    Selection selection = place.selection();
    for (long next = place.revision() + 1; next <= revision; next++) {
      Entry entry = log.entry(next);
      Mover mover = entry.site().equals(place.site()) ? Mover.AUTHOR : Mover.OTHER;
      selection = selection.movedThrough(entry.operation(), mover);
    }
    return selection;
  }

  /** Whether everybody sees all who are there, and nobody else. */
  boolean isLevel() {
    return complaint().isEmpty();
  }

  /** What is not level yet. */
  Optional<String> complaint() {
    for (Client client : cluster.clients) {
      if (client.wire().isEmpty()) {
        return Optional.of(client + " has no connection");
      }
      for (Sheet sheet : client.tab().sheets()) {
        Set<String> others = others(client, sheet.document());
        if (!isDamaged(sheet) && !sheet.people().keySet().equals(others)) {
          return Optional.of(
              sheet + " sees " + sheet.people().keySet() + ", and there are " + others);
        }
      }
    }
    return cluster.nodes.stream().flatMap(node -> left(node).stream()).findFirst();
  }

  /** Who could not write there may have stopped to take part. */
  private boolean isDamaged(Sheet sheet) {
    return cluster.store.current(sheet.document()).filter(Lineage::hasBeenDamaged).isPresent();
  }

  /** Who else is at this document, on the same node. */
  private Set<String> others(Client client, String document) {
    Set<String> others = new HashSet<>();
    for (Client other : cluster.clients) {
      if (other != client && at(client) == at(other) && other.tab().sheet(document).isPresent()) {
        others.add(other.tab().session().orElse("nobody"));
      }
    }
    return others;
  }

  private static Node at(Client client) {
    return client.wire().map(Wire::node).orElse(null);
  }

  /** Something is left of connections that are gone. */
  private Optional<String> left(Node node) {
    long here = cluster.clients.stream().filter(client -> at(client) == node).count();
    int sessions = node.sessions().size();
    return sessions == here
        ? Optional.empty()
        : Optional.of("a node has " + sessions + " sessions for " + here + " connections");
  }

  /** At rest: whoever is shown somewhere is there, in a text without anything pending. */
  void check() {
    for (Client client : cluster.clients) {
      for (Sheet sheet : client.tab().sheets()) {
        if (!sheet.isSaved()) {
          continue;
        }
        long revision = sheet.seen().orElseThrow().revision();
        sheet
            .people()
            .forEach((session, place) -> shown(sheet, session, revision, place, revision));
      }
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
