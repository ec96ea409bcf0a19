package dev.rejoin.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.testing.Crowd;
import dev.rejoin.server.testing.FailingReads;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Promise D6: a load that fails never becomes an empty document. People come to a document that is
 * not in memory, in every way there is, and each read of the store fails in turn.
 */
class FailedLoadTest {

  private static final int ENTRIES = 30;
  private static final int VISITS = 8;

  /** Nothing stays in memory that can be read again. */
  private static final Limits FORGETFUL =
      Limits.DEFAULT
          .with("recentLogWeightBytes", 4 << 10)
          .with("snapshotEveryEntries", 7)
          .with("idleDocumentMillis", 0);

  private static final Logger LOGGER = Logger.getLogger("dev.rejoin.server.document");

  private int failures;

  /** That reads fail is what this is about. */
  @BeforeAll
  static void beQuiet() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    LOGGER.setLevel(null);
  }

  @Test
  void aLoadThatFailsNeverBecomesAnEmptyDocument() {
    Seeds.each(
        5,
        100,
        seed -> {
          for (int read = 1; new Run(seed, read).hasFailed(); read++) {
            failures++;
          }
        });
    System.out.println(failures + " reads failed");
    if (Long.getLong("seed") == null) {
      assertTrue(failures >= (Seeds.full() ? 500 : 20), failures + " reads failed");
    }
  }

  /** One document, and people who come to it. */
  private static final class Run {

    private final SplitMix64 random;
    private final Crowd crowd = new Crowd(FORGETFUL);
    private final FailingReads failing;

    /** The text at each revision. */
    private final List<String> texts = new ArrayList<>(List.of(""));

    private final List<EntryName> names = new ArrayList<>();
    private String lineage;

    Run(long seed, int read) {
      random = new SplitMix64(seed);
      write();
      DocumentLog truth = crowd.log.truth;
      failing = new FailingReads(truth, read);
      crowd.log.truth = failing.log();
      for (int i = 0; i < VISITS; i++) {
        visit("guest" + i);
        crowd.time.advance(2_000);
      }
      crowd.log.truth = truth;
      for (int i = 0; i < 2; i++) {
        crowd.time.advance(2_000);
        read(crowd.documents.read(Crowd.DOCUMENT), i == 1);
      }
    }

    boolean hasFailed() {
      return failing.hasFailed();
    }

    private void write() {
      Crowd.Guest ann = crowd.join("ann");
      lineage = crowd.log.truth.open(Crowd.DOCUMENT).result().orElseThrow().lineage();
      for (int i = 0; i < ENTRIES; i++) {
        append(ann, i + 1);
      }
      ann.participant.take();
      ann.seat.leave();
      crowd.time.advance(2_000);
    }

    /** Somebody who has the newest text adds to it. */
    private void append(Crowd.Guest author, long sequence) {
      String before = texts.get(texts.size() - 1);
      String more = "entry " + texts.size() + " ".repeat(200);
      author.submit(
          sequence,
          texts.size() - 1L,
          Operation.builder().insert(more).retain(before.length()).build());
      crowd.time.settle();
      List<ServerMessage> answers = author.participant.take();
      if (answers.stream().anyMatch(Ops.class::isInstance)) {
        texts.add(more + before);
        names.add(new EntryName(author.site(), sequence));
      }
    }

    private void visit(String name) {
      Optional<DocumentType> create =
          random.oneIn(4) ? Optional.empty() : Optional.of(DocumentType.TEXT);
      switch (random.below(4)) {
        case 0 -> read(crowd.documents.read(Crowd.DOCUMENT), false);
        case 1 -> {
          Future<Exchanged> answer = crowd.comeBy(name, create, resume(), Optional.empty());
          crowd.time.settle();
          requireThere(answer);
          if (answer.result() instanceof Exchanged.UpToDate upToDate) {
            check(upToDate.opened());
          }
        }
        default -> {
          Crowd.Guest guest = crowd.arrive(name, create, resume());
          crowd.time.settle();
          assertFalse(guest.participant.refusals.contains(ErrorCode.NOT_FOUND), "it is there");
          for (ServerMessage message : guest.participant.take()) {
            check((Opened) message);
            append(guest, 1);
          }
          guest.seat.leave();
        }
      }
    }

    /** Where somebody stood; or nowhere. */
    private Optional<ResumePoint> resume() {
      int revision = random.below(texts.size());
      Optional<EntryName> check =
          revision == 0 ? Optional.empty() : Optional.of(names.get(revision - 1));
      return random.oneIn(2)
          ? Optional.empty()
          : Optional.of(new ResumePoint(lineage, revision, check));
    }

    private void check(Opened opened) {
      assertEquals(lineage, opened.lineage());
      assertEquals(texts.size() - 1, opened.revision());
      Document text = Document.empty(DocumentType.TEXT);
      if (opened.body() instanceof OpenedBody.Missed missed) {
        String stood = texts.get((int) missed.from());
        if (!stood.isEmpty()) {
          text.apply(Operation.builder().insert(stood).build());
        }
        missed.steps().forEach(step -> text.apply(operation(step)));
      } else if (opened.body() instanceof OpenedBody.Whole whole) {
        text.apply(whole.content());
      }
      assertEquals(texts.get(texts.size() - 1), text.text());
    }

    private static Operation operation(Step step) {
      return step instanceof Step.One one ? one.operation() : ((Step.Folded) step).operation();
    }

    /** Nobody is told that there is no document, when it can only not be read. */
    private static void requireThere(Future<?> answer) {
      if (answer.cause() instanceof RefusedException refused) {
        assertNotEquals(ErrorCode.NOT_FOUND, refused.code());
      }
    }

    private void read(Future<Reading> reading, boolean surely) {
      crowd.time.settle();
      requireThere(reading);
      assertTrue(reading.succeeded() || !surely, () -> String.valueOf(reading.cause()));
      if (reading.succeeded()) {
        assertEquals(texts.get(texts.size() - 1), reading.result().content().content().apply(""));
      }
    }
  }
}
