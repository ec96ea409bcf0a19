package dev.rejoin.load.typing;

import dev.rejoin.load.editor.Typist;
import dev.rejoin.ot.Content;
import dev.rejoin.ot.Operation;
import java.util.Optional;

/** Somebody who types a little, and then only reads. */
public final class BriefTypist implements Typist {
  private final Typist typist;
  private int left;

  public BriefTypist(Typist typist, int edits) {
    this.typist = typist;
    this.left = edits;
  }

  @Override
  public Optional<Operation> next(Content document) {
    if (left == 0) {
      return Optional.empty();
    }
    left--;
    return typist.next(document);
  }

  @Override
  public void othersWrote(Operation operation) {
    typist.othersWrote(operation);
  }
}
