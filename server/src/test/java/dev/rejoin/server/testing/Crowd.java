package dev.rejoin.server.testing;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.document.Documents;
import dev.rejoin.server.document.Environment;
import dev.rejoin.server.document.ExchangeOrder;
import dev.rejoin.server.document.Exchanged;
import dev.rejoin.server.document.Seat;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.Site;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Documents in one thread, with people who open them. */
public final class Crowd {

  public static final String DOCUMENT = "doc";

  public final ManualTime time = new ManualTime();
  public final ScriptedLog log;
  public final Documents documents;

  public Crowd() {
    this(Limits.DEFAULT);
  }

  public Crowd(Limits limits) {
    this(limits, new ScriptedLog());
  }

  public Crowd(Limits limits, ScriptedLog log) {
    this.log = log;
    AtomicInteger numbers = new AtomicInteger();
    this.documents =
        new Documents(
            List.of(
                new Environment(log, time, time, limits, () -> "id-" + numbers.incrementAndGet())));
  }

  /** Somebody with a seat. */
  public final class Guest {
    public final FakeParticipant participant;
    public final Seat seat;

    private Guest(String name) {
      this.participant = new FakeParticipant(name);
      this.seat = documents.seat(DOCUMENT, participant);
    }

    public void submit(long sequence, long revision, Operation operation) {
      seat.submit(sequence, revision, operation);
    }

    public String site() {
      return participant.site();
    }

    /** What was not taken, of all that came since the last time. */
    public List<Nack> nacks() {
      return participant.take().stream()
          .filter(Nack.class::isInstance)
          .map(Nack.class::cast)
          .toList();
    }
  }

  /** Somebody asks for the document; nothing has happened yet. */
  public Guest arrive(String name, Optional<DocumentType> create, Optional<ResumePoint> resume) {
    Guest guest = new Guest(name);
    guest.seat.open(create, resume);
    return guest;
  }

  /** Somebody opens the document, which is made if there is none, and has read the answer. */
  public Guest join(String name) {
    time.settle();
    Guest guest = arrive(name, Optional.of(DocumentType.TEXT), Optional.empty());
    time.settle();
    guest.participant.takeOnly(Opened.class);
    return guest;
  }

  /** Somebody comes back, and this is the answer. */
  public Opened resume(String name, String lineage, long revision, EntryName check) {
    Guest guest =
        arrive(
            name,
            Optional.empty(),
            Optional.of(new ResumePoint(lineage, revision, Optional.ofNullable(check))));
    time.settle();
    return guest.participant.takeOnly(Opened.class);
  }

  /** Somebody's outbox comes by; nothing has happened yet. */
  public Future<Exchanged> comeBy(
      String name,
      Optional<DocumentType> create,
      Optional<ResumePoint> resume,
      Optional<Frozen> edit) {
    String site = Site.of(FakeParticipant.client(name));
    return documents.exchange(new ExchangeOrder(DOCUMENT, site, "~" + name, create, resume, edit));
  }

  /** Somebody's outbox came by, and this is the answer. */
  public Opened upToDate(String name, Optional<ResumePoint> resume, Optional<Frozen> edit) {
    Future<Exchanged> exchange = comeBy(name, Optional.of(DocumentType.TEXT), resume, edit);
    time.settle();
    if (exchange.result() instanceof Exchanged.UpToDate answer) {
      return answer.opened();
    }
    throw new AssertionError(name + " got " + exchange);
  }

  /** The text that somebody gets who opens the document now. */
  public String text() {
    Guest guest = arrive("reader", Optional.empty(), Optional.empty());
    time.settle();
    Opened opened = guest.participant.takeOnly(Opened.class);
    guest.seat.leave();
    time.settle();
    return ((OpenedBody.Whole) opened.body()).content().apply("");
  }
}
