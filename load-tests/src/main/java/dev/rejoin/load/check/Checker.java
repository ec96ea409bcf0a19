package dev.rejoin.load.check;

import dev.rejoin.load.editor.EditorReport;
import dev.rejoin.load.editor.Journal;
import dev.rejoin.load.server.ServerView;
import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.Frozen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Compares one document's log with what its editors were promised. What it demands, for editors
 * that have nothing unsent:
 *
 * <ol>
 *   <li>every acknowledged operation is in the log, at the revision that its editor was told;
 *   <li>no operation is there twice, and nothing that nobody was told of;
 *   <li>every entry is what its author sent, moved behind what the log held by then;
 *   <li>the log folds to the server's content, and every editor sees exactly that;
 *   <li>every keystroke is in an acknowledged operation, and nobody had to keep a copy.
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
      if (editor.failure().isEmpty() && editor.unacknowledged().isEmpty()) {
        checkKeystrokes(editor);
      }
    }
  }

  private void checkKeystrokes(EditorReport editor) {
    if (!editor.copies().isEmpty()) {
      fault("%s was told that the document is another one", editor.name());
    }
    if (editor.edits().typed() != editor.edits().acknowledged()) {
      fault(
          "%s typed %d edits, and %d were acknowledged",
          editor.name(), editor.edits().typed(), editor.edits().acknowledged());
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
    Map<Name, OptionalLong> promised = new HashMap<>();
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
            fault("%s was acknowledged%s and is lost", name, at(revision));
          } else if (revision.orElse(stored.get(name)) != stored.get(name)) {
            fault("%s was acknowledged%s, and is at %d", name, at(revision), stored.get(name));
          }
        });
  }

  private static String at(OptionalLong revision) {
    return revision.isPresent() ? " at " + revision.getAsLong() : "";
  }

  private void checkOperations() {
    Map<Name, Long> stored = new HashMap<>();
    server.log().forEach(entry -> stored.put(Name.of(entry), entry.revision()));
    for (EditorReport editor : editors) {
      for (Journal.Line line : editor.journal()) {
        // One that is not there at all, or elsewhere, was named above.
        Long revision = stored.get(new Name(editor.site(), line.sent().sequence()));
        boolean found = revision != null && revision <= server.log().size();
        if (found && !isWhatWasSent(line.sent(), revision)) {
          fault("the entry at %d is not what %s sent", revision, editor.name());
        }
      }
    }
  }

  /** An entry is T(log since, sent), to the letter. */
  private boolean isWhatWasSent(Frozen sent, long storedAt) {
    Operation expected = sent.operation();
    try {
      for (long revision = sent.revision() + 1; revision < storedAt; revision++) {
        expected = expected.movedBehind(entry(revision).operation());
      }
    } catch (InvalidOperationException e) {
      return false;
    }
    return expected.equals(entry(storedAt).operation());
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
