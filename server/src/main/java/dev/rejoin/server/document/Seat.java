package dev.rejoin.server.document;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Selection;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.Person;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Problem;
import dev.rejoin.server.protocol.User;
import java.util.Map;
import java.util.Optional;

/**
 * A participant's place at one document. The public methods may be called from any thread: they hop
 * to the document's event loop, in order. A seat is used for one opening; who opens again takes a
 * new one.
 */
public final class Seat {

  private final Registry registry;
  private final String document;
  private final Participant participant;

  // All below is touched by the document's event loop only.

  /** Where this seat is, between the answer to the opening and the leaving. */
  private DocumentLoop loop;

  private boolean left;

  /** Which log the revision is of. */
  String lineage;

  /** The revision that this participant has been told of. */
  long revision;

  /** Whether messages were left out, because this participant does not read fast enough. */
  boolean behind;

  /** Whether a fold for this participant is being made. */
  boolean catchingUp;

  /** Who the others believe to be sitting here. */
  User user;

  /** Who this participant believes to be here, by session; kept only while it is behind. */
  Map<String, Person> known = Map.of();

  /** Whom it was told of since it fell behind, as it was told; kept only while it is behind. */
  Map<String, Person> told = Map.of();

  /** Where the person is, at the head of the document. */
  Optional<Selection> selection = Optional.empty();

  Seat(Registry registry, String document, Participant participant) {
    this.registry = registry;
    this.document = document;
    this.participant = participant;
    this.user = participant.user();
  }

  /** Asks for the document. Answered by a message, or by {@link Participant#refused}. */
  public void open(Optional<DocumentType> create, Optional<ResumePoint> resume) {
    registry.execute(() -> registry.visit(document, new Opening(this, create, resume)));
  }

  /** Hands in one edit. */
  public void submit(long sequence, long revision, Operation operation) {
    registry.execute(
        () -> {
          if (isTaken()) {
            loop.submit(new Writer(this), new Frozen(sequence, revision, operation));
          } else {
            participant.deliver(EncodedMessage.of(notOpen()));
          }
        });
  }

  /** Whoever sits here sees in the stream of steps what was taken, and needs no other answer. */
  private record Writer(Seat seat) implements Author {

    @Override
    public String site() {
      return seat.participant.site();
    }

    @Override
    public String user() {
      return seat.user.id();
    }

    @Override
    public void taken() {
      // Its step is in the stream already.
    }

    @Override
    public void refused(Nack nack) {
      seat.participant.deliver(EncodedMessage.of(nack));
    }
  }

  /** Says where the person is. */
  public void point(long revision, Optional<Selection> selection) {
    registry.execute(
        () -> {
          if (isTaken()) {
            loop.point(this, revision, selection);
          }
        });
  }

  /** Says that the participant goes by another name or colour now. */
  public void renamed(User newUser) {
    registry.execute(
        () -> {
          if (isTaken()) {
            loop.rename(this, newUser);
          } else {
            user = newUser;
          }
        });
  }

  /** Says that messages flow again, after {@link Participant#hasRoom} said that they did not. */
  public void drained() {
    registry.execute(
        () -> {
          if (isTaken()) {
            loop.drained(this);
          }
        });
  }

  /** Gives the seat back. */
  public void leave() {
    registry.execute(
        () -> {
          left = true;
          if (loop != null) {
            loop.leave(this);
            loop = null;
          }
        });
  }

  /** Puts this seat at a document that was opened, at its head. */
  void take(DocumentLoop at, WorkingCopy copy) {
    this.loop = at;
    this.lineage = copy.lineage();
    this.revision = copy.head();
  }

  /** Takes this seat away, because the document is not what it was. */
  void dismiss() {
    if (loop != null) {
      loop.leave(this);
      loop = null;
    }
    participant.dismissed();
  }

  private Problem notOpen() {
    return new Problem(ErrorCode.NOT_OPEN, "the document is not open", Optional.of(document));
  }

  private boolean isTaken() {
    return loop != null;
  }

  /** Whether the participant went away, perhaps before the document was opened. */
  boolean isLeft() {
    return left;
  }

  Participant participant() {
    return participant;
  }

  Person person() {
    return new Person(participant.session(), participant.site(), user, selection);
  }
}
