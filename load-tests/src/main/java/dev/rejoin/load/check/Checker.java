package dev.rejoin.load.check;

import dev.rejoin.load.editor.EditorReport;
import dev.rejoin.load.editor.Journal;
import dev.rejoin.load.server.ServerView;
import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares one document's log with what its editors were promised. What it demands, for editors
 * that have nothing unsent:
 *
 * <ol>
 *   <li>every acknowledged operation is in the log, at the revision that its editor was told;
 *   <li>no operation is there twice, and nothing that nobody was told of;
 *   <li>every entry is what its author sent, moved behind what the log held by then;
 *   <li>the log folds to the server's content, and every editor sees exactly that.
 * </ol>
 */
public final class Checker {
  private final List<EditorReport> editors;
  private final ServerView server;
  private final List<String> faults = new ArrayList<>();

  private Checker(List<EditorReport> editors, ServerView server) {
    this.editors = editors;
    this.server = server;
  }

  public static Verdict check(List<EditorReport> editors, ServerView server) {
    Checker checker = new Checker(editors, server);
    checker.checkEditorsAreDone();
    checker.checkRevisions();
    checker.checkExactlyOnce();
    checker.checkOperations();
    checker.checkTexts();
    return new Verdict(checker.faults);
  }

  private record Name(String site, long sequence) {
    static Name of(Entry entry) {
      return new Name(entry.site(), entry.sequence());
    }

    @Override
    public String toString() {
      return "operation " + sequence + " of " + site;
    }
  }

  private void checkEditorsAreDone() {
    for (EditorReport editor : editors) {
      editor.failure().ifPresent(why -> fault("%s stopped: %s", editor.name(), why));
      editor
          .unacknowledged()
          .ifPresent(sent -> fault("%s waits for operation %d", editor.name(), sent.sequence()));
    }
  }

  private void checkRevisions() {
    for (int i = 0; i < server.log().size(); i++) {
      if (server.log().get(i).revision() != i + 1) {
        fault("the log has revision %d in place %d", server.log().get(i).revision(), i + 1);
      }
    }
    if (server.revision() != server.log().size()) {
      fault("revision %d of a log of %d entries", server.revision(), server.log().size());
    }
  }

  private void checkExactlyOnce() {
    Map<Name, Long> promised = new HashMap<>();
    for (EditorReport editor : editors) {
      for (Journal.Line line : editor.journal()) {
        promised.put(new Name(editor.site(), line.sent().sequence()), line.revision());
      }
    }
    Map<Name, Long> stored = new HashMap<>();
    for (Entry entry : server.log()) {
      Long before = stored.put(Name.of(entry), entry.revision());
      if (before != null) {
        fault("%s is stored twice, at %d and %d", Name.of(entry), before, entry.revision());
      } else if (!promised.containsKey(Name.of(entry))) {
        fault("%s at %d was acknowledged to nobody", Name.of(entry), entry.revision());
      }
    }
    promised.forEach(
        (name, revision) -> {
          if (!stored.containsKey(name)) {
            fault("%s was acknowledged at %d and is lost", name, revision);
          } else if (!stored.get(name).equals(revision)) {
            fault("%s was acknowledged at %d, and is at %d", name, revision, stored.get(name));
          }
        });
  }

  private void checkOperations() {
    for (EditorReport editor : editors) {
      for (Journal.Line line : editor.journal()) {
        // One that is not there at all was named above.
        if (line.revision() <= server.log().size() && !isWhatWasSent(line)) {
          fault("the entry at %d is not what %s sent", line.revision(), editor.name());
        }
      }
    }
  }

  /** An entry is T(log since, sent), to the letter. */
  private boolean isWhatWasSent(Journal.Line line) {
    Operation expected = line.sent().operation();
    try {
      for (long revision = line.sent().revision() + 1; revision < line.revision(); revision++) {
        expected = expected.movedBehind(entry(revision).operation());
      }
    } catch (InvalidOperationException e) {
      return false;
    }
    return expected.equals(entry(line.revision()).operation());
  }

  private Entry entry(long revision) {
    return server.log().get((int) revision - 1);
  }

  private void checkTexts() {
    Document folded = Document.empty(DocumentType.TEXT);
    try {
      server.log().forEach(entry -> folded.apply(entry.operation()));
    } catch (InvalidOperationException e) {
      fault("the log does not fold: %s", e.getMessage());
    }
    if (!folded.text().equals(server.content())) {
      fault("the server's content is not what its log folds to");
    }
    for (EditorReport editor : editors) {
      if (editor.revision() != server.revision()) {
        fault("%s is at %d, the server at %d", editor.name(), editor.revision(), server.revision());
      }
      if (!editor.text().equals(server.content())) {
        fault("%s sees another text than the server", editor.name());
      }
    }
  }

  private void fault(String format, Object... arguments) {
    faults.add(format.formatted(arguments));
  }
}
