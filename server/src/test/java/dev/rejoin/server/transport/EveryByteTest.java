package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.BadMessageException;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.protocol.ServerMessageReader;
import dev.rejoin.server.protocol.Site;
import dev.rejoin.server.testing.CuttingProxy;
import dev.rejoin.server.testing.CuttingProxy.Cut;
import dev.rejoin.server.testing.CuttingProxy.Direction;
import dev.rejoin.server.testing.CuttingProxy.Manner;
import dev.rejoin.server.testing.Outbox;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.ServerWarnings;
import dev.rejoin.server.testing.StoredLog;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WebClient;
import dev.rejoin.server.testing.WireClient;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise X2: the connection is cut at every byte of the exchange, in both directions, by an end, a
 * reset or silence; then the client comes again. Each operation is stored once, its client is
 * always told the same of it, and all converge.
 */
class EveryByteTest {

  /** Somebody else writes before one in so many cuts. */
  private static final int OTHERS_EVERY = 3;

  /** All is sent once more after one in so many cuts. */
  private static final int AGAIN_EVERY = 8;

  /** The quick tier leaves out bytes in between. */
  private static final int STRIDE = Seeds.full() ? 1 : 3;

  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private static final Limits GENEROUS =
      Limits.DEFAULT
          .with("operationsPerSecond", 1_000_000)
          .with("operationsBurst", 1_000_000)
          .with("snapshotEveryEntries", 300);

  @TempDir Path directory;

  private int cuts;
  private int foundStored;
  private int foundMissing;

  @Test
  @Timeout(3_000)
  void anOperationIsStoredOnceWhereverTheConnectionIsCut() {
    try (ServerWarnings warnings = new ServerWarnings();
        TestServer server = TestServer.onDisk(directory, GENEROUS);
        CuttingProxy proxy = new CuttingProxy(server.port())) {
      Seeds.each(
          1,
          4,
          seed -> {
            for (Way way : Way.values()) {
              new Sweep(server, proxy, way, seed).run();
            }
          });
      cuts = proxy.cuts();
      assertEquals(List.of(), warnings.seen(), "a client that breaks off is nobody's fault");
    }
    System.out.printf(
        "%d cuts, after which %d operations were found stored and %d not%n",
        cuts, foundStored, foundMissing);
    if (Long.getLong("seed") == null) {
      assertTrue(cuts >= (Seeds.full() ? 20_000 : 2_000), cuts + " cuts");
      assertTrue(foundStored > cuts / 20, foundStored + " were stored");
      assertTrue(foundMissing > cuts / 20, foundMissing + " were not stored");
    }
  }

  private enum Way {
    SOCKET,
    REQUEST
  }

  /** One document, and a cut at each byte that goes one way or the other. */
  private final class Sweep {

    private final WebClient web;
    private final CuttingProxy proxy;
    private final Way way;
    private final SplitMix64 random;
    private final String document;
    private final Outbox mine = new Outbox("mine");
    private final Outbox other = new Outbox("other");
    private int written;

    Sweep(TestServer server, CuttingProxy proxy, Way way, long seed) {
      this.web = server.web();
      this.proxy = proxy;
      this.way = way;
      this.random = new SplitMix64(seed);
      this.document = "cut-" + seed + "-" + way;
    }

    void run() {
      post(mine);
      post(other);
      for (Direction direction : Direction.values()) {
        int at = 0;
        while (isCut(direction, at)) {
          at += STRIDE;
        }
        assertTrue(at > 200, "the whole exchange is " + at + " bytes " + direction);
      }
      check();
    }

    /** Whether there was a byte to cut at. */
    private boolean isCut(Direction direction, int at) {
      if (random.oneIn(OTHERS_EVERY)) {
        write(other);
        post(other);
      }
      write(mine);
      String request = mine.request();
      int before = proxy.cuts();
      proxy.cutNext(new Cut(direction, at, random.oneOf(Manner.values())));
      try {
        exchange();
      } catch (UncheckedIOException cut) {
        comeAgain();
      }
      if (random.oneIn(AGAIN_EVERY)) {
        mine.note(web.exchange(document, request).opened());
      }
      return proxy.cuts() > before;
    }

    private void write(Outbox outbox) {
      String text = random.oneOf("a", "bc", "\ud83d\ude80", "\u00e9\n") + written++;
      outbox.insert(text, random.oneIn(2) ? 0 : outbox.text().length());
    }

    private void post(Outbox outbox) {
      outbox.take(web.exchange(document, outbox.request()).opened());
    }

    /** Is it there? Only then is it known. */
    private void comeAgain() {
      long sequence = mine.frozen().sequence();
      if (way == Way.SOCKET) {
        boolean stored = !overSocket();
        count(stored);
      } else {
        String question = "{'client':'%s'}".formatted(mine.client());
        count(web.exchange(document, question).opened().sequence() >= sequence);
        overRequest();
      }
      assertTrue(mine.isDone());
    }

    private boolean isMine(Entry entry, long sequence) {
      return entry.site().equals(Site.of(mine.client())) && entry.sequence() == sequence;
    }

    private void count(boolean stored) {
      if (stored) {
        foundStored++;
      } else {
        foundMissing++;
      }
    }

    private void exchange() {
      if (way == Way.SOCKET) {
        overSocket();
      } else {
        overRequest();
      }
    }

    /** Whether the operation had to be sent. */
    private boolean overSocket() {
      try (RawSocket raw = RawSocket.connect(proxy.port())) {
        String head = raw.upgrade(RawSocket.headers(proxy.port()));
        assertTrue(head.startsWith("HTTP/1.1 101 "), head);
        WireClient wire = new WireClient(raw).hello("mine");
        wire.say(mine.open(document));
        mine.take(wire.expect(Opened.class));
        if (mine.isDone()) {
          return false;
        }
        wire.say(mine.submit(document));
        while (!mine.isDone()) {
          mine.take(wire.expect(Ops.class));
        }
        return true;
      }
    }

    private void overRequest() {
      byte[] body = mine.request().replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      String head =
          "POST /v1/documents/%s/ops HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
              .formatted(document, body.length);
      try (RawSocket raw = RawSocket.connect(proxy.port())) {
        raw.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        raw.writeBytes(body);
        String answer = raw.head();
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        Matcher length = LENGTH.matcher(answer);
        assertTrue(length.find(), answer);
        mine.take(opened(raw.bytes(Integer.parseInt(length.group(1)))));
      }
    }

    private static Opened opened(byte[] body) {
      try {
        return (Opened) ServerMessageReader.read(body);
      } catch (BadMessageException bad) {
        throw new AssertionError(new String(body, StandardCharsets.UTF_8), bad);
      }
    }

    private void check() {
      post(other);
      post(mine);
      List<Entry> log = StoredLog.of(web, document);
      assertEquals(written, log.size());
      Set<EntryName> names = new HashSet<>();
      log.forEach(entry -> assertTrue(names.add(new EntryName(entry.site(), entry.sequence()))));
      mine.told()
          .forEach(
              (sequence, told) -> {
                Entry entry = log.get((int) told.revision() - 1);
                assertTrue(isMine(entry, sequence), () -> told + " is " + entry);
                assertEquals(told.operation(), entry.operation());
              });
      assertEquals(StoredLog.text(log), mine.text());
      assertEquals(mine.text(), other.text());
    }
  }
}
