package dev.rejoin.server.protocol;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Selection;
import dev.rejoin.ot.sync.Step;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the server says. Field by field in docs/protocol.md, "Server to client". */
public sealed interface ServerMessage {

  /**
   * The answer to a hello.
   *
   * @param durability what "acknowledged" means here, such as {@code fsync}
   * @param limits the limits that a client can run into, by name
   */
  record Welcome(
      int version,
      String session,
      User user,
      String durability,
      Map<String, Integer> limits,
      int heartbeatMillis)
      implements ServerMessage {
    public Welcome {
      Ids.requireName(session);
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(durability, "durability");
      limits = Map.copyOf(limits);
    }
  }

  /**
   * The answer to an open.
   *
   * @param access {@link Access#READ} or {@link Access#WRITE}
   * @param revision of the document after the body was taken in; people stand at this revision
   * @param check the last entry at that revision, empty at revision 0
   * @param sequence the last one of this client that the log holds, 0 if none
   * @param floor the revision that the log reaches back to
   */
  record Opened(
      String document,
      DocumentType type,
      String site,
      Access access,
      String lineage,
      long revision,
      Optional<EntryName> check,
      long sequence,
      long floor,
      List<Person> people,
      OpenedBody body)
      implements ServerMessage {
    public Opened {
      Ids.requireDocument(document);
      Objects.requireNonNull(type, "type");
      Ids.requireSite(site);
      Ids.requireName(lineage);
      Numbers.requireRevision(revision);
      Objects.requireNonNull(check, "check");
      Numbers.requireRevision(sequence);
      Numbers.requireRevision(floor);
      people = List.copyOf(people);
      Objects.requireNonNull(body, "body");
      if (access == Access.NONE) {
        throw new IllegalArgumentException("a document without access is not opened");
      }
    }
  }

  /**
   * The log moved on from {@code from}.
   *
   * @param check the last entry, present whenever the last step is a fold
   * @param hash of the content after the last step, now and then
   */
  record Ops(
      String document, long from, List<Step> steps, Optional<EntryName> check, OptionalInt hash)
      implements ServerMessage {
    public Ops {
      Ids.requireDocument(document);
      Numbers.requireRevision(from);
      steps = List.copyOf(steps);
      Objects.requireNonNull(check, "check");
      Objects.requireNonNull(hash, "hash");
    }

    /** The revision after the last step. */
    public long to() {
      return Steps.to(from, steps);
    }
  }

  /** Where another person is now; empty: nowhere. */
  record CursorMoved(String document, String session, long revision, Optional<Selection> selection)
      implements ServerMessage {
    public CursorMoved {
      Ids.requireDocument(document);
      Ids.requireName(session);
      Numbers.requireRevision(revision);
      Objects.requireNonNull(selection, "selection");
    }
  }

  /** Another person opened the document. */
  record Joined(String document, String session, String site, User user) implements ServerMessage {
    public Joined {
      Ids.requireDocument(document);
      Ids.requireName(session);
      Ids.requireSite(site);
      Objects.requireNonNull(user, "user");
    }
  }

  /** Another person is gone. */
  record Left(String document, String session, String site, User user) implements ServerMessage {
    public Left {
      Ids.requireDocument(document);
      Ids.requireName(session);
      Ids.requireSite(site);
      Objects.requireNonNull(user, "user");
    }
  }

  /**
   * That one operation was not taken.
   *
   * @param retry whether the same operation, sent again, may be taken
   * @param afterMillis how long to wait before that
   */
  record Nack(
      String document,
      long sequence,
      NackCode code,
      String message,
      boolean retry,
      OptionalLong afterMillis)
      implements ServerMessage {
    public Nack {
      Ids.requireDocument(document);
      Numbers.requireSequence(sequence);
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(afterMillis, "afterMillis");
    }

    /** A nack whose code decides whether to retry, at once if so. */
    public static Nack of(String document, long sequence, NackCode code, String message) {
      return new Nack(document, sequence, code, message, code.retry(), OptionalLong.empty());
    }
  }

  /** The rights on a document changed. */
  record AccessChanged(String document, Access access) implements ServerMessage {
    public AccessChanged {
      Ids.requireDocument(document);
      Objects.requireNonNull(access, "access");
    }
  }

  /** A message was not understood or not obeyed; the socket lives on. {@code "t":"error"}. */
  record Problem(ErrorCode code, String message, Optional<String> document)
      implements ServerMessage {
    public Problem {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(message, "message");
      document.ifPresent(Ids::requireDocument);
    }
  }

  /** Reconnect elsewhere, after this long. */
  record Drain(long afterMillis) implements ServerMessage {}

  /** The answer to a ping. */
  record Pong() implements ServerMessage {}
}
