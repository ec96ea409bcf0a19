package dev.rejoin.load.typing;

import dev.rejoin.load.editor.Typist;
import dev.rejoin.ot.Content;
import dev.rejoin.ot.Operation;
import java.util.Optional;

/** Replaces everything by so many letters, without end. */
public final class PastingTypist implements Typist {
  private final int length;
  private int turn;

  public PastingTypist(int length) {
    this.length = length;
  }

  @Override
  public Optional<Operation> next(Content document) {
    String paste = Character.toString('a' + turn++ % 26).repeat(length);
    return Optional.of(Operation.builder().insert(paste).remove(document.length()).build());
  }

  @Override
  public void othersWrote(Operation operation) {
    // It has no caret.
  }
}
