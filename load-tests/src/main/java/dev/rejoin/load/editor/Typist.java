package dev.rejoin.load.editor;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.Operation;
import java.util.Optional;

/** The person at the keyboard: decides what is typed next. */
public interface Typist {

  /** The next edit of {@code document}; empty if there is nothing left to type. */
  Optional<Operation> next(Content document);

  /** Others changed the document: the caret moves along. */
  void othersWrote(Operation operation);
}
