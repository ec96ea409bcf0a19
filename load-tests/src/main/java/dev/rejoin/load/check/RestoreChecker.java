package dev.rejoin.load.check;

import dev.rejoin.load.editor.EditorReport;
import dev.rejoin.load.editor.Journal;
import dev.rejoin.load.editor.KeptCopy;
import dev.rejoin.load.server.ServerView;
import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.ot.sync.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares a document that was put back to a backup with what its editors were promised.
 *
 * <pre>
 *   lost log   1 … 90 | 91 … 120
 *   restored   1 … 90 | 91' …
 * </pre>
 *
 * What it demands, beside what {@link Checker} demands of the log as it is then:
 *
 * <ol>
 *   <li>what was restored is a beginning of the log that was lost, to the letter;
 *   <li>it has everything that was acknowledged before the backup began;
 *   <li>who was promised more has a copy that has it;
 *   <li>a copy is the lost log up to where its editor stood, and what they had not sent.
 * </ol>
 */
public final class RestoreChecker {
  private final Restored restored;
  private final List<String> faults = new ArrayList<>();

  /**
   * What came back, and what did not.
   *
   * @param view the document before anybody has come to it, with the entries that it still has
   * @param lost the log before, from its beginning
   * @param promised how many operations of each editor, by name, were acknowledged before the
   *     backup began
   */
  public record Restored(ServerView view, List<Entry> lost, Map<String, Integer> promised) {
    public Restored {
      lost = List.copyOf(lost);
      promised = Map.copyOf(promised);
    }

    /** The part of the lost log that is here again. */
    public List<Entry> shared() {
      return lost.subList(0, (int) Math.min(lost.size(), view.revision()));
    }
  }

  private RestoreChecker(Restored restored) {
    this.restored = restored;
  }

  /**
   * Checks one document.
   *
   * @param now the document in the end, with its log from the beginning
   */
  public static Verdict check(List<EditorReport> editors, Restored restored, ServerView now) {
    RestoreChecker checker = new RestoreChecker(restored);
    checker.checkRestored();
    for (EditorReport editor : editors) {
      checker.checkPromises(editor);
      editor.copies().forEach(copy -> checker.checkCopy(editor, copy));
    }
    List<EditorReport> since = editors.stream().map(checker::withoutTheLost).toList();
    return new Verdict(checker.faults).and(Checker.check(since, now));
  }

  private void checkRestored() {
    ServerView view = restored.view();
    if (view.revision() > restored.lost().size()) {
      fault("revision %d was restored of a log of %d", view.revision(), restored.lost().size());
    } else if (!view.content().equals(text(restored.shared()))) {
      fault("the restored content is not the log up to revision %d", view.revision());
    }
    for (Entry entry : view.log()) {
      if (entry.revision() > restored.lost().size() || !entry.equals(before(entry.revision()))) {
        fault("the restored entry %d is not what was there before", entry.revision());
      }
    }
  }

  private Entry before(long revision) {
    return restored.lost().get((int) revision - 1);
  }

  private void checkPromises(EditorReport editor) {
    int promised = restored.promised().getOrDefault(editor.name(), 0);
    List<Journal.Line> journal = editor.journal();
    for (int i = 0; i < journal.size(); i++) {
      Journal.Line line = journal.get(i);
      if (!isLost(line)) {
        continue;
      }
      if (i < promised) {
        fault("%s had %s before the backup, which lacks it", editor.name(), named(line));
      }
      if (editor.copies().stream().noneMatch(copy -> has(copy, line))) {
        fault("%s lost %s, and has no copy of it", editor.name(), named(line));
      }
    }
  }

  private static String named(Journal.Line line) {
    return "operation " + line.sent().sequence() + " at " + line.revision().orElse(-1);
  }

  /** Whether it was promised in the log before, and is not in what was restored. */
  private boolean isLost(Journal.Line line) {
    return !line.lineage().equals(restored.view().lineage())
        && line.revision().orElse(0) > restored.view().revision();
  }

  private static boolean has(KeptCopy copy, Journal.Line line) {
    return copy.lineage().equals(line.lineage()) && copy.revision() >= line.revision().getAsLong();
  }

  private void checkCopy(EditorReport editor, KeptCopy copy) {
    if (copy.revision() > restored.lost().size()) {
      fault("%s has a copy of revision %d, which never was", editor.name(), copy.revision());
      return;
    }
    String text = text(restored.lost().subList(0, (int) copy.revision()));
    if (!copy.unsent().map(unsent -> unsent.apply(text)).orElse(text).equals(copy.text())) {
      fault("the copy of %s is not what they saw", editor.name());
    }
  }

  private String text(List<Entry> log) {
    Document document = Document.empty(DocumentType.TEXT);
    try {
      log.forEach(entry -> document.apply(entry.operation()));
    } catch (InvalidOperationException e) {
      fault("the lost log does not fold: %s", e.getMessage());
    }
    return document.text();
  }

  private EditorReport withoutTheLost(EditorReport editor) {
    return editor.without(editor.journal().stream().filter(this::isLost).toList());
  }

  private void fault(String format, Object... arguments) {
    faults.add(format.formatted(arguments));
  }
}
