package dev.rejoin.server.replay;

import java.util.OptionalLong;

/** What went wrong, at which revision, and on which side. */
public sealed interface Verdict {

  /** Nothing did: the client had at {@code revision} what the log makes of it. */
  record Level(long revision, String how) implements Verdict {}

  /** What is stored is wrong at {@code revision}. */
  record LogDamaged(long revision, String what) implements Verdict {}

  /**
   * The server said something else than it has stored: with the steps behind {@code after}, up to
   * {@code revision}.
   */
  record SentOtherwise(long after, long revision, String what) implements Verdict {}

  /**
   * The client was told rightly and has something else, since some revision behind {@code after}.
   */
  record ComputedOtherwise(long after, long revision, String what) implements Verdict {}

  /** What is stored under the client's name is not what it sent. */
  record StoredOtherwise(long revision, long sequence, String what) implements Verdict {}

  /** The client's log and the server's are two logs, from {@code revision} on, if that is known. */
  record Parted(OptionalLong revision, String what) implements Verdict {}

  /** It cannot be told. */
  record NotEnough(String missing) implements Verdict {}
}
