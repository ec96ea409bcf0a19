package dev.rejoin.server.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.testing.Outbox;
import dev.rejoin.server.testing.StoredLog;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WebClient.Answer;
import dev.rejoin.server.testing.WireClient;

/** Writes a document, over a socket or over HTTP, and sends again what was refused. */
final class FullDiskAuthor {
  private static final int MAX_LETTERS = 3_000;

  private final String name;
  private final SplitMix64 random;
  private final Outbox outbox;
  private final boolean overHttp;
  private WireClient socket;
  private String storedText = "";
  private int stored;
  private int storedSinceRefusal;
  private boolean refused;

  FullDiskAuthor(String name, SplitMix64 random) {
    this.name = name;
    this.random = random;
    this.outbox = new Outbox(name);
    this.overHttp = random.oneIn(3);
  }

  void arrive(TestServer server) {
    outbox.take(server.web().exchange(name, outbox.request()).opened());
    if (!overHttp) {
      socket = server.client(name);
      socket.say(outbox.open(name));
      outbox.take(socket.expect(Opened.class));
    }
  }

  /** Sends what was refused, or something new. */
  void write(TestServer server) {
    if (outbox.isDone()) {
      outbox.insert(
          "x".repeat(1 + random.below(MAX_LETTERS)), random.below(outbox.text().length() + 1));
    }
    if (overHttp) {
      overHttp(server);
    } else {
      overSocket();
    }
    if (outbox.isDone()) {
      storedText = outbox.text();
      stored++;
      storedSinceRefusal++;
    } else {
      refused = true;
      storedSinceRefusal = 0;
    }
  }

  private void overHttp(TestServer server) {
    Answer answer = server.web().exchange(name, outbox.request());
    if (answer.status() == 200) {
      outbox.take(answer.opened());
    } else {
      assertEquals("503 storage", answer.problem());
    }
  }

  private void overSocket() {
    socket.say(outbox.submit(name));
    while (true) {
      ServerMessage message = socket.next();
      if (message instanceof ServerMessage.Ops ops) {
        outbox.take(ops);
        return;
      } else if (message instanceof ServerMessage.Nack nack) {
        assertEquals(NackCode.STORAGE, nack.code());
        assertTrue(nack.retry());
        return;
      }
    }
  }

  int stored() {
    return stored;
  }

  boolean wasRefused() {
    return refused;
  }

  boolean isWrittenAfterRefusal(int operations) {
    return storedSinceRefusal >= operations;
  }

  /** By somebody who comes now. */
  void requireReadable(TestServer server) {
    assertEquals(storedText, StoredLog.text(StoredLog.of(server.web(), name)));
    try (WireClient reader = server.client("reader")) {
      assertEquals(stored, reader.open(name, "reader").revision());
    }
  }

  void leave() {
    if (!overHttp) {
      socket.close();
    }
  }

  void requireStored(TestServer server) {
    assertTrue(outbox.isDone(), this + " has something that is not stored");
    assertEquals(outbox.text(), StoredLog.text(StoredLog.of(server.web(), name)));
    assertEquals(stored, StoredLog.of(server.web(), name).size());
  }

  @Override
  public String toString() {
    return "%s: %d stored, refused: %s".formatted(name, stored, refused);
  }
}
