package dev.rejoin.server.command;

/** How a command ended, for the shell. */
public enum Status {
  DONE(0),
  FAILED(1),
  WRONG_USAGE(2),
  /** It was done, and what it worked on is damaged. */
  DAMAGED(3),
  /** It was done, and found where a client and the server came apart. */
  APART(4),
  /** It was done, and could not find out. */
  NOT_ENOUGH(5);

  private final int code;

  Status(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
