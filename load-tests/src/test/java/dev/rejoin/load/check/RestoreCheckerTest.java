package dev.rejoin.load.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.load.check.RestoreChecker.Restored;
import dev.rejoin.load.editor.EditorReport;
import dev.rejoin.load.editor.Journal;
import dev.rejoin.load.editor.KeptCopy;
import dev.rejoin.load.editor.Traffic;
import dev.rejoin.load.server.ServerView;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.Frozen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Ann wrote a, b and c; the backup has a. She kept a copy, with a d, and wrote z. */
class RestoreCheckerTest {
  private static final List<Entry> LOST = List.of(entry(1, "a"), entry(2, "b"), entry(3, "c"));
  private static final KeptCopy COPY =
      new KeptCopy("old", 3, Optional.of(append("d", 3)), 1, "abcd");
  private static final ServerView NOW =
      new ServerView("doc", "new", 2, "az", List.of(entry(1, "a"), entry(2, "z")));

  private static Operation append(String letter, int length) {
    return Operation.builder().retain(length).insert(letter).build();
  }

  private static Entry entry(int revision, String letter) {
    return new Entry(revision, "ann", revision, "~Ann", 0, append(letter, revision - 1));
  }

  private static Journal.Line line(String lineage, int revision, String letter) {
    Frozen sent = new Frozen(revision, revision - 1, append(letter, revision - 1));
    return new Journal.Line(lineage, sent, OptionalLong.of(revision));
  }

  private static EditorReport ann(KeptCopy... copies) {
    return new EditorReport(
        "ann",
        "doc",
        "ann",
        2,
        "az",
        List.of(line("old", 1, "a"), line("old", 2, "b"), line("old", 3, "c"), line("new", 2, "z")),
        List.of(copies),
        new Journal.Edits(5, 4),
        Optional.empty(),
        Optional.empty(),
        new Traffic());
  }

  private static Restored restored(String content, int promised, Entry... log) {
    ServerView view = new ServerView("doc", "new", log.length, content, List.of(log));
    return new Restored(view, LOST, Map.of("ann", promised));
  }

  private static void assertFault(String expected, EditorReport editor, Restored restored) {
    Verdict verdict = RestoreChecker.check(List.of(editor), restored, NOW);
    assertTrue(verdict.faults().contains(expected), verdict::toString);
  }

  @Test
  void whatWasLostAndKeptAsACopyPasses() {
    assertEquals(
        Verdict.PASS,
        RestoreChecker.check(List.of(ann(COPY)), restored("a", 1, entry(1, "a")), NOW));
  }

  @Test
  void backupThatLacksWhatWasAcknowledgedBeforeIsNamed() {
    assertFault(
        "ann had operation 2 at 2 before the backup, which lacks it",
        ann(COPY),
        restored("a", 2, entry(1, "a")));
  }

  @Test
  void whatWasNeverThereIsNamed() {
    Restored other = restored("x", 1, entry(1, "x"));
    assertFault("the restored entry 1 is not what was there before", ann(COPY), other);
    assertFault("the restored content is not the log up to revision 1", ann(COPY), other);
  }

  @Test
  void whoIsPromisedMoreAndHasNoCopyIsNamed() {
    assertFault(
        "ann lost operation 2 at 2, and has no copy of it", ann(), restored("a", 1, entry(1, "a")));
  }

  @Test
  void copyThatIsTooOldIsNamed() {
    KeptCopy old = new KeptCopy("old", 2, Optional.of(append("d", 2)), 1, "abd");
    assertFault(
        "ann lost operation 3 at 3, and has no copy of it",
        ann(old),
        restored("a", 1, entry(1, "a")));
  }

  @Test
  void copyWithoutWhatWasUnsentIsNamed() {
    KeptCopy poor = new KeptCopy("old", 3, Optional.of(append("d", 3)), 1, "abc");
    assertFault("the copy of ann is not what they saw", ann(poor), restored("a", 1, entry(1, "a")));
  }

  @Test
  void unsentEditThatIsInNoCopyIsNamed() {
    KeptCopy poor = new KeptCopy("old", 3, Optional.empty(), 0, "abc");
    assertFault(
        "ann typed 5 edits, and 4 were acknowledged", ann(poor), restored("a", 1, entry(1, "a")));
  }
}
