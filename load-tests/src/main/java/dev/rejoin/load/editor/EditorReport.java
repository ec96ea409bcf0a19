package dev.rejoin.load.editor;

import dev.rejoin.ot.sync.Frozen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an editor has to say when it is all over.
 *
 * @param site its public name in the log
 * @param revision the last one that it took in
 * @param text what the person sees
 * @param journal what was acknowledged
 * @param copies what it kept when the document became another one
 * @param edits how many keystrokes that was
 * @param unacknowledged what it sent last, if no answer came
 * @param failure why it stopped before its time
 */
public record EditorReport(
    String name,
    String document,
    String site,
    long revision,
    String text,
    List<Journal.Line> journal,
    List<KeptCopy> copies,
    Journal.Edits edits,
    Optional<Frozen> unacknowledged,
    Optional<String> failure,
    Traffic traffic) {

  public EditorReport {
    journal = List.copyOf(journal);
    copies = List.copyOf(copies);
  }

  /** The same without some lines of its journal, and without what is in its copies. */
  public EditorReport without(List<Journal.Line> lost) {
    int copied = copies.stream().mapToInt(KeptCopy::unsentEdits).sum();
    List<Journal.Line> left = new ArrayList<>(journal);
    left.removeAll(lost);
    return new EditorReport(
        name,
        document,
        site,
        revision,
        text,
        left,
        List.of(),
        new Journal.Edits(edits.typed() - copied, edits.acknowledged()),
        unacknowledged,
        failure,
        traffic);
  }
}
