package dev.rejoin.server.protocol;

import java.io.Serial;
import java.util.Optional;

/** A message that could not be read. Carries the code to answer with, and the document if known. */
public final class BadMessageException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final ErrorCode code;
  private final String document;

  BadMessageException(ErrorCode code, String message, String document) {
    super(message, null, false, false);
    this.code = code;
    this.document = document;
  }

  public ErrorCode code() {
    return code;
  }

  /** The document that the message was about, if it got that far. */
  public Optional<String> document() {
    return Optional.ofNullable(document);
  }

  /** What to answer. */
  public ServerMessage.Problem toProblem() {
    return new ServerMessage.Problem(code, getMessage(), document());
  }
}
