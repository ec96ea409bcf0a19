package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.Site;
import dev.rejoin.server.testing.Outbox;
import dev.rejoin.server.testing.ServerWarnings;
import dev.rejoin.server.testing.StoredLog;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WebClient;
import dev.rejoin.server.testing.disk.Shim;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise X1: every operation is sent 1 to 20 times on 1 to 5 connections, by requests and over
 * sockets, at once and one after the other, whole and cut off, while the server is started anew
 * again and again. Each is stored once, and whoever is answered is answered the same.
 */
class ExactlyOnceTest {

  private static final int AUTHORS = 8;
  private static final int DOCUMENTS = 4;
  private static final int OPERATIONS = 125;
  private static final int RESTARTS = 2;
  private static final int SEEDS = 10;
  private static final int SEEDS_FULL = 200;

  private static final String STUMBLE =
      "\"io.vertx.core.http.impl.Http1xServerResponse.ended()\" because \"this.response\" is null";

  private static final Pattern TOKEN = Pattern.compile("<[^>]*>");

  private static final Limits GENEROUS =
      Limits.DEFAULT
          .with("operationsPerSecond", 1_000_000)
          .with("operationsBurst", 1_000_000)
          .with("messagesPerSecond", 1_000_000)
          .with("messagesBurst", 1_000_000)
          .with("heartbeatMillis", 600_000)
          .with("recentLogWeightBytes", 16 << 10)
          .with("snapshotEveryEntries", 50);

  @TempDir private Path slowFolder;
  private Path folder;
  private final Tally total = new Tally();

  @BeforeEach
  void makeFolder() {
    folder = Shim.fastFolder(slowFolder);
  }

  @AfterEach
  void clear() {
    Shim.remove(folder);
  }

  @Test
  @Timeout(1_200)
  void anOperationIsStoredOnceHoweverOftenAndByWhateverWayItCame() {
    try (ServerWarnings warnings = new ServerWarnings();
        Lodging lodging = new Lodging(() -> TestServer.onDisk(folder.resolve("data"), GENEROUS))) {
      Seeds.each(SEEDS, SEEDS_FULL, seed -> new Round(lodging, seed).play());
      assertEquals(List.of(), ours(warnings), "a client that breaks off is nobody's fault");
      System.out.println(total + ", " + lodging.restarts() + " restarts");
      if (Long.getLong("seed") == null) {
        int seeds = Seeds.full() ? SEEDS_FULL : SEEDS;
        assertEquals(seeds * RESTARTS, lodging.restarts());
        total.requireEnough(seeds * AUTHORS * OPERATIONS);
      }
    }
  }

  /**
   * Without one of Vert.x, which stumbles when a connection is reset on which a request waits for
   * its turn behind another one: it ends the connection all the same.
   */
  private static List<String> ours(ServerWarnings warnings) {
    return warnings.seen().stream().filter(line -> !line.contains(STUMBLE)).toList();
  }

  /** Documents and authors that are new; the server goes on from one round to the next. */
  private final class Round {

    private final Lodging lodging;
    private final long seed;
    private final AtomicInteger begun = new AtomicInteger();

    Round(Lodging lodging, long seed) {
      this.lodging = lodging;
      this.seed = seed;
    }

    void play() {
      ExecutorService threads = Executors.newFixedThreadPool(AUTHORS);
      try {
        List<Future<ManyTimes>> results = new ArrayList<>();
        for (int i = 0; i < AUTHORS; i++) {
          ManyTimes author = author(i);
          results.add(threads.submit(() -> write(author)));
        }
        List<ManyTimes> authors = new ArrayList<>();
        for (Future<ManyTimes> result : results) {
          authors.add(result.get());
        }
        authors.forEach(author -> total.add(author.tally()));
        for (int i = 0; i < DOCUMENTS; i++) {
          check(document(i), authors);
        }
      } catch (ExecutionException failed) {
        throw new AssertionError(failed.getCause().getMessage(), failed.getCause());
      } catch (InterruptedException stopped) {
        throw new AssertionError("interrupted", stopped);
      } finally {
        threads.shutdownNow();
      }
    }

    private String document(int number) {
      return "once-" + seed + "-" + number;
    }

    private ManyTimes author(int number) {
      return new ManyTimes(
          lodging,
          document(number % DOCUMENTS),
          "author" + seed + "x" + number,
          new SplitMix64(seed * AUTHORS + number));
    }

    private ManyTimes write(ManyTimes author) {
      try (author) {
        for (int i = 0; i < OPERATIONS; i++) {
          author.write("<" + author.name() + ":" + i + ">", isTimeForAnother());
        }
      }
      return author;
    }

    /** At so many places of a round, whoever gets there starts the server anew. */
    private boolean isTimeForAnother() {
      int apart = AUTHORS * OPERATIONS / (RESTARTS + 1);
      int now = begun.incrementAndGet();
      return now % apart == 0 && now / apart <= RESTARTS;
    }

    private void check(String document, List<ManyTimes> all) {
      List<ManyTimes> authors =
          all.stream().filter(author -> author.document().equals(document)).toList();
      WebClient web = lodging.server().web();
      List<Entry> log = StoredLog.of(web, document);
      Set<EntryName> names = new HashSet<>();
      log.forEach(entry -> assertTrue(names.add(name(entry))));
      assertEquals(authors.size() * OPERATIONS, log.size());
      authors.forEach(author -> requireStoredAsTold(author.outbox(), log));
      String text = StoredLog.text(log);
      assertEquals(text, web.get("/v1/documents/" + document).field("content").orElseThrow());
      List<String> found = TOKEN.matcher(text).results().map(MatchResult::group).sorted().toList();
      assertEquals(authors.stream().flatMap(each -> each.tokens()).sorted().toList(), found);
      assertEquals(text.length(), found.stream().mapToInt(String::length).sum());
    }
  }

  private static void requireStoredAsTold(Outbox outbox, List<Entry> log) {
    String site = Site.of(outbox.client());
    assertEquals(OPERATIONS, outbox.told().size());
    outbox
        .told()
        .forEach(
            (sequence, told) -> {
              Entry entry = log.get((int) told.revision() - 1);
              assertEquals(new EntryName(site, sequence), name(entry));
              assertEquals(told.operation(), entry.operation());
            });
  }

  private static EntryName name(Entry entry) {
    return new EntryName(entry.site(), entry.sequence());
  }
}
