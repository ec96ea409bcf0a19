package dev.rejoin.server.transport;

import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.testing.Outbox;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One outbox, and everybody who sends what is in it: tabs, workers, relays. */
final class ManyTimes implements AutoCloseable {

  static final int MAX_TIMES = 20;
  static final int MAX_CONNECTIONS = 5;

  /** So many connections carry requests, the others are sockets. */
  private static final int REQUESTS = 2;

  /** And one more asks, and sends none. */
  private static final int INQUIRIES = MAX_CONNECTIONS;

  /** A connection is given up in the middle of one sending in so many. */
  private static final int GIVE_UP_EVERY = 50;

  private final Lodging lodging;
  private final String document;
  private final String name;
  private final SplitMix64 random;
  private final Outbox outbox;
  private final List<String> tokens = new ArrayList<>();
  private final Line[] lines = new Line[MAX_CONNECTIONS + 1];
  private final Tally tally = new Tally();

  // Of the operation in flight: how its document is opened, and how it is sent.
  private String open = "";
  private String request = "";
  private String submit = "";
  private String inquiry = "";

  /** What came last of a request. */
  private Optional<Opened> answer = Optional.empty();

  ManyTimes(Lodging lodging, String document, String name, SplitMix64 random) {
    this.lodging = lodging;
    this.document = document;
    this.name = name;
    this.random = random;
    this.outbox = new Outbox(name);
    outbox.take(lodging.server().web().exchange(document, outbox.request()).opened());
  }

  String document() {
    return document;
  }

  String name() {
    return name;
  }

  Outbox outbox() {
    return outbox;
  }

  Stream<String> tokens() {
    return tokens.stream();
  }

  Tally tally() {
    return tally;
  }

  /** Writes, and sends that until all was heard that will be. */
  void write(String token, boolean restart) {
    tokens.add(token);
    outbox.insert(token, random.oneIn(2) ? 0 : outbox.text().length());
    open = outbox.open(document);
    request = outbox.request();
    submit = outbox.submit(document);
    long sequence = outbox.frozen().sequence();
    int times = 1 + random.below(MAX_TIMES);
    int connections = 1 + random.below(Math.min(times, MAX_CONNECTIONS));
    int first = random.below(MAX_CONNECTIONS);
    sendAll(times, connections, first, restart);
    for (catchUp(); !outbox.isDone(); catchUp()) {
      // It may be that no server has it: whoever was to tell of it went away.
      send(first);
      hear(first);
      times++;
    }
    tally.take(times, connections, outbox.tellings(sequence));
  }

  /** Some are heard before the others are sent. */
  private void sendAll(int times, int connections, int first, boolean restart) {
    int pause = random.below(times);
    for (int i = 0; i < times; i++) {
      // Each of them carries it; which of them does so more often is left to chance.
      int which = i < connections ? i : random.below(connections);
      send((first + which) % MAX_CONNECTIONS);
      if (i == pause && restart) {
        close();
        lodging.restart();
      }
      if (i == pause) {
        hearAll();
      }
    }
    hearAll();
  }

  private void send(int which) {
    try {
      if (random.oneIn(GIVE_UP_EVERY)) {
        line(which).sendPartly(random.below(1_000));
        hangUp(which);
      }
      line(which).send();
    } catch (UncheckedIOException failure) {
      Line.requireGone(failure);
      hangUp(which);
    }
  }

  private void hearAll() {
    for (int i = 0; i < lines.length; i++) {
      hear(i);
    }
  }

  private void hear(int which) {
    if (lines[which] != null) {
      try {
        lines[which].hear();
      } catch (UncheckedIOException failure) {
        Line.requireGone(failure);
        hangUp(which);
      }
    }
  }

  private Line line(int which) {
    if (lines[which] == null) {
      lines[which] = lodging.connect(this::close, port -> connected(which, port));
    }
    lines[which].carry(which == INQUIRIES ? inquiry : request, submit);
    return lines[which];
  }

  private Line connected(int which, int port) {
    return which < REQUESTS || which == INQUIRIES
        ? new RequestLine(port, document, this::heard)
        : new SocketLine(port, open, this::heard);
  }

  private void heard(ServerMessage message) {
    if (message instanceof Opened opened) {
      outbox.note(opened);
      answer = Optional.of(opened);
    } else if (message instanceof Ops ops) {
      outbox.note(ops);
    } else if (message instanceof Nack nack && nack.sequence() == outbox.frozen().sequence()) {
      // What comes so late that its author has gone on may be refused: it was answered before.
      throw new AssertionError(submit + " is answered " + nack);
    }
  }

  /** Takes in what the log has. */
  private void catchUp() {
    inquiry = outbox.inquiry();
    answer = Optional.empty();
    while (answer.isEmpty()) {
      send(INQUIRIES);
      hear(INQUIRIES);
    }
    outbox.take(answer.get());
  }

  private void hangUp(int which) {
    if (lines[which] != null) {
      lines[which].close();
      lines[which] = null;
    }
  }

  /** Ends all connections. */
  @Override
  public void close() {
    for (int i = 0; i < lines.length; i++) {
      hangUp(i);
    }
  }
}
