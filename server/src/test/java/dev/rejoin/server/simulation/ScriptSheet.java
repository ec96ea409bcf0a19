package dev.rejoin.server.simulation;

import dev.rejoin.ot.Range;
import dev.rejoin.ot.Selection;
import dev.rejoin.ot.testing.SplitMix64;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A document in a page of the TypeScript client, as that tells of it. */
final class ScriptSheet implements Sheet {

  private final Cluster cluster;
  private final ScriptTab tab;
  private final String document;
  private final Outbox outbox;
  private JsonObject state = new JsonObject();

  ScriptSheet(Cluster cluster, ScriptTab tab, String document, Outbox outbox) {
    this.cluster = cluster;
    this.tab = tab;
    this.document = document;
    this.outbox = outbox;
    outbox.forgetFrom(outbox.kept().edits().made());
  }

  /** This is how it stands now. Its outbox is in memory: what is made is kept. */
  void become(JsonObject now) {
    String writer = state.getString("id", "");
    state = now;
    int made = outbox.edits().size();
    outbox.keep(new Kept(id(), Optional.empty(), new Kept.Progress(0, 0, made)));
    for (Object copy : state.getJsonArray("copies")) {
      cluster.tally.copies++;
      outbox.edits().forEach(Letters.Edit::giveUp); // It may be in the log or not.
      outbox.keepCopy((String) copy);
    }
    if (!state.getJsonArray("faults").isEmpty()) {
      cluster.checker.mayBeAtFault(this, writer, state.getJsonArray("faults").encode());
    }
    seen().ifPresent(seen -> cluster.checker.seen(this, seen));
  }

  /**
   * The log does not reach back, so the client compares texts to find what it missed. It can't tell
   * then whether what it deleted is there still, or again.
   */
  void compacted() {
    cluster.tally.rebased++;
    outbox.edits().forEach(Letters.Edit::giveUp);
  }

  @Override
  public String document() {
    return document;
  }

  @Override
  public String id() {
    return state.getString("id");
  }

  @Override
  public Optional<Seen> seen() {
    return Optional.ofNullable(state.getJsonObject("kept"))
        .map(
            kept ->
                new Seen(
                    kept.getString("lineage"),
                    kept.getString("site"),
                    kept.getLong("revision"),
                    kept.getLong("sequence"),
                    kept.getString("base")));
  }

  @Override
  public Optional<String> text() {
    return seen().map(any -> state.getString("text"));
  }

  @Override
  public boolean isEditable() {
    return state.getBoolean("editable");
  }

  @Override
  public boolean isSaved() {
    return state.getBoolean("saved");
  }

  @Override
  public void replace(int from, int to, String inserted, Letters.Edit edit, SplitMix64 dice) {
    outbox.edits().add(edit);
    JsonObject place = new JsonObject().put("from", from).put("to", to);
    tab.tell("edit", place.put("doc", document).put("text", inserted));
  }

  @Override
  public void select(Selection selection) {
    Range range = selection.ranges().get(0);
    JsonObject place = new JsonObject().put("from", range.anchor()).put("to", range.head());
    tab.tell("select", place.put("doc", document));
  }

  @Override
  public void sendTwice() {
    // It never does: one connection is given an operation once.
  }

  @Override
  public Map<String, Optional<Selection>> people() {
    Map<String, Optional<Selection>> people = new HashMap<>();
    for (Object each : state.getJsonArray("people")) {
      JsonObject person = (JsonObject) each;
      people.put(
          person.getString("session"),
          Optional.ofNullable(person.getJsonArray("ranges")).map(ScriptSheet::selection));
    }
    return people;
  }

  private static Selection selection(JsonArray ranges) {
    List<Range> all =
        ranges.stream()
            .map(JsonArray.class::cast)
            .map(range -> new Range(range.getInteger(0), range.getInteger(1)))
            .toList();
    return new Selection(all);
  }

  @Override
  public String toString() {
    return document + " " + state.encode();
  }
}
