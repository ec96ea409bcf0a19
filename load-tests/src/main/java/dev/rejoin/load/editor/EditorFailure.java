package dev.rejoin.load.editor;

import java.io.Serial;

/** The server did something that an editor cannot go on after. The message says what. */
final class EditorFailure extends Exception {
  @Serial private static final long serialVersionUID = 1;

  EditorFailure(String message) {
    super(message);
  }
}
