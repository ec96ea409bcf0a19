package dev.rejoin.load.typing;

import dev.rejoin.load.Trace.Patch;
import dev.rejoin.load.editor.Typist;
import dev.rejoin.ot.Content;
import dev.rejoin.ot.Operation;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Types its share of a recorded trace. */
public final class TraceTypist implements Typist {
  private final Iterator<Burst> bursts;
  private final Caret caret = new Caret();
  private Iterator<Patch> burst = List.<Patch>of().iterator();

  /** Where the trace's author stood after the last patch. */
  private int authorsCaret;

  public TraceTypist(List<Burst> bursts) {
    this.bursts = bursts.iterator();
  }

  @Override
  public Optional<Operation> next(Content document) {
    while (burst.hasNext() || bursts.hasNext()) {
      Patch patch = nextPatch(document);
      Operation edit = caret.replace(document, patch.deleted(), patch.inserted());
      // What there was to delete may be gone already.
      if (!edit.isIdentity()) {
        return Optional.of(edit);
      }
    }
    return Optional.empty();
  }

  private Patch nextPatch(Content document) {
    Patch patch;
    if (burst.hasNext()) {
      patch = burst.next();
      caret.goTo(document, caret.position() + patch.position() - authorsCaret);
    } else {
      burst = bursts.next().patches().iterator();
      patch = burst.next();
      caret.goTo(document, patch.position());
    }
    authorsCaret = patch.position() + patch.inserted().length();
    return patch;
  }

  @Override
  public void othersWrote(Operation operation) {
    caret.movedThrough(operation);
  }
}
