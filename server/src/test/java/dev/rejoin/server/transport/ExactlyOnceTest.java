package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.testing.Outbox;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WebClient;
import dev.rejoin.server.testing.WebClient.Answer;
import dev.rejoin.server.testing.WireClient;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation is sent 1 to 20 times, over HTTP and over sockets, at once and one after the
 * other, whole and cut off, while the server is started anew again and again. Each is stored once,
 * and whoever is answered is answered the same.
 */
class ExactlyOnceTest {

  private static final String DOCUMENT = "once";
  private static final int OUTBOXES = 4;
  private static final int MAX_TIMES = 20;
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private static final Limits GENEROUS =
      Limits.DEFAULT
          .with("operationsPerSecond", 1_000_000)
          .with("operationsBurst", 1_000_000)
          .with("messagesPerSecond", 1_000_000)
          .with("messagesBurst", 1_000_000)
          .with("recentLogWeightBytes", 16 << 10)
          .with("snapshotEveryEntries", 50);

  @TempDir Path directory;

  private final AtomicReference<TestServer> server = new AtomicReference<>();
  private final AtomicInteger sent = new AtomicInteger();

  @Test
  void anOperationIsStoredOnceHoweverOftenAndByWhateverWayItCame() throws Exception {
    long seed = Long.getLong("seed", 0);
    int operations = Seeds.full() ? 2_500 : 40;
    server.set(TestServer.onDisk(directory, GENEROUS));
    ExecutorService threads = Executors.newFixedThreadPool(OUTBOXES);
    try {
      List<Future<Author>> authors = new ArrayList<>();
      for (int i = 0; i < OUTBOXES; i++) {
        Author author = new Author("author" + i, new SplitMix64(seed * OUTBOXES + i));
        authors.add(threads.submit(() -> author.write(operations)));
      }
      restartWhile(authors);
      check(authors, operations);
    } finally {
      threads.shutdownNow();
      server.get().close();
    }
  }

  /** Starts the server anew whenever so many more were sent. */
  private void restartWhile(List<Future<Author>> authors) {
    int every = Seeds.full() ? 10_000 : 500;
    int next = every;
    while (!authors.stream().allMatch(Future::isDone)) {
      if (sent.get() >= next) {
        next += every;
        server.get().close();
        server.set(TestServer.onDisk(directory, GENEROUS));
      }
      Thread.onSpinWait();
    }
  }

  private void check(List<Future<Author>> authors, int operations)
      throws InterruptedException, ExecutionException {
    Set<String> tokens = new HashSet<>();
    for (Future<Author> author : authors) {
      tokens.addAll(author.get().tokens);
    }
    WebClient web = server.get().web();
    String text = web.get("/v1/documents/" + DOCUMENT).field("content").orElseThrow();
    for (String token : tokens) {
      assertEquals(1, text.split(Pattern.quote(token), -1).length - 1, token);
    }
    assertEquals(tokens.size(), operations * OUTBOXES);
    assertEquals(tokens.stream().mapToInt(String::length).sum(), text.length());
    assertEquals(operations * OUTBOXES, namesInLog(web).size());
  }

  /** All names of entries; none is there twice. */
  private static Set<String> namesInLog(WebClient web) {
    Pattern name = Pattern.compile("\"rev\":(\\d+),\"site\":\"([^\"]+)\",\"seq\":(\\d+)");
    Set<String> names = new HashSet<>();
    for (int from = 0; true; from = names.size()) {
      Matcher entries =
          name.matcher(web.get("/v1/documents/" + DOCUMENT + "/ops?from=" + from).body());
      if (!entries.find()) {
        return names;
      }
      do {
        assertTrue(names.add(entries.group(2) + entries.group(3)), entries.group());
      } while (entries.find());
    }
  }

  /** One outbox, and everybody who sends what is in it: tabs, workers, relays. */
  private final class Author {

    private final Outbox outbox;
    private final SplitMix64 random;
    private final String name;
    private final List<String> tokens = new ArrayList<>();
    private final List<CompletableFuture<Answer>> underWay = new ArrayList<>();
    private WireClient socket;

    Author(String name, SplitMix64 random) {
      this.name = name;
      this.random = random;
      this.outbox = new Outbox(name);
    }

    Author write(int operations) {
      outbox.take(answered(outbox.request()));
      for (int i = 0; i < operations; i++) {
        String token = "<" + name + ":" + i + ">";
        tokens.add(token);
        outbox.insert(token, random.oneIn(2) ? 0 : outbox.text().length());
        send();
      }
      closeSocket();
      return this;
    }

    /** The operation that is in flight, until it is known to be stored. */
    private void send() {
      String request = outbox.request();
      Frozen frozen = outbox.frozen();
      List<Step.One> told = new ArrayList<>();
      int times = 1 + random.below(MAX_TIMES);
      int answered = 1 + random.below(times);
      for (int i = 1; i <= times; i++) {
        if (i == answered) {
          Opened answer = answered(request);
          told.add(outbox.own(answer, frozen));
          outbox.take(answer);
        } else {
          sendSomehow(request, frozen);
        }
        sent.incrementAndGet();
      }
      for (CompletableFuture<Answer> one : underWay) {
        answer(one).ifPresent(answer -> told.add(outbox.own(answer, frozen)));
      }
      underWay.clear();
      assertEquals(1, told.stream().distinct().count(), () -> "answers differ: " + told);
    }

    private void sendSomehow(String request, Frozen frozen) {
      switch (random.below(4)) {
        case 0, 1 -> underWay.add(web().sendAsync(web().posting(path(), request)));
        case 2 -> giveUp(request);
        default -> sendOverSocket(frozen);
      }
    }

    private String path() {
      return "/v1/documents/" + DOCUMENT + "/ops";
    }

    private WebClient web() {
      return server.get().web();
    }

    /** Sends until there is an answer. */
    private Opened answered(String request) {
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (System.nanoTime() < end) {
        Optional<Opened> answer = answer(web().sendAsync(web().posting(path(), request)));
        if (answer.isPresent()) {
          return answer.get();
        }
        Thread.onSpinWait();
      }
      throw new AssertionError("no answer to " + request);
    }

    /** The answer; none if the server went away meanwhile. */
    private Optional<Opened> answer(CompletableFuture<Answer> underWay) {
      try {
        Answer answer = underWay.join();
        boolean again = answer.status() == 503 || answer.status() == 500;
        return again ? Optional.empty() : Optional.of(answer.opened());
      } catch (CompletionException gone) {
        return Optional.empty();
      }
    }

    /** Sends some of it, or all, and does not wait. */
    private void giveUp(String request) {
      byte[] body = request.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      String head =
          "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
              .formatted(path(), body.length);
      int some = random.oneIn(3) ? random.below(body.length) : body.length;
      try (RawSocket raw = RawSocket.connect(server.get().port())) {
        raw.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        raw.writeBytes(Arrays.copyOf(body, some));
      } catch (UncheckedIOException gone) {
        assertTrue(gone.getCause() != null, "the server is being started anew");
      }
    }

    private void sendOverSocket(Frozen frozen) {
      try {
        if (socket == null || random.oneIn(20)) {
          closeSocket();
          socket = server.get().client(name);
          socket.say("{'t':'open','doc':'%s','client':'%s'}".formatted(DOCUMENT, outbox.client()));
        }
        socket.say(
            "{'t':'op','doc':'%s','seq':%d,'rev':%d,'op':%s}"
                .formatted(
                    DOCUMENT, frozen.sequence(), frozen.revision(), Outbox.operationJson(frozen)));
      } catch (UncheckedIOException | AssertionError gone) {
        closeSocket();
      }
    }

    private void closeSocket() {
      if (socket != null) {
        socket.close();
        socket = null;
      }
    }
  }
}
