package dev.rejoin.ot.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Outcome.Accepted;
import dev.rejoin.ot.sync.Outcome.Duplicate;
import dev.rejoin.ot.sync.Outcome.NeedsHistory;
import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Promise X1, as far as the sequencer goes: an operation that comes up to 20 times, across
 * restarts, is stored once, and always gets the same answer. And promise X3, on the server's side:
 * another operation under the same name is refused.
 */
class ResendTest {
  private static final int OPERATIONS_A_SEED = 20;
  private static final List<String> SITES = List.of("alice", "bob", "carol");

  @Test
  void anOperationThatComesAgainIsStoredOnce() {
    Seeds.each(10_000 / OPERATIONS_A_SEED, 200_000 / OPERATIONS_A_SEED, seed -> new Run(seed).go());
  }

  private static final class Run {
    private final SplitMix64 random;
    private final DocumentType type;
    private final RandomOperations operations;
    private final List<Entry> log = new ArrayList<>();
    private final List<Content> contents = new ArrayList<>();
    private final Map<String, LastEntry> sites = new HashMap<>();
    private Sequencer sequencer;

    Run(long seed) {
      random = new SplitMix64(seed);
      type = random.oneOf(DocumentType.values());
      operations = new RandomOperations(random, type);
      contents.add(Document.empty(type).snapshot());
      restart();
    }

    void go() {
      for (int i = 0; i < OPERATIONS_A_SEED; i++) {
        Submission submission = fromSomebody();
        Accepted accepted = assertInstanceOf(Accepted.class, submit(submission));
        sequencer.commit();
        store(accepted.entry());
        int times = random.below(20);
        for (int again = 0; again < times; again++) {
          if (random.oneIn(10)) {
            restart();
          }
          assertEquals(new Duplicate(accepted.entry().revision()), submit(submission));
        }
        sendAnother(submission, accepted.entry());
        assertEquals(List.of(), sequencer.staged());
        assertEquals(log.size(), sequencer.head());
      }
    }

    /** Another operation under the same name is refused, unless it comes to the same. */
    private void sendAnother(Submission submission, Entry stored) {
      int revision = (int) submission.revision();
      Operation another = operations.on(contents.get(revision));
      Operation moved = another;
      for (Entry entry : log.subList(revision, (int) stored.revision() - 1)) {
        moved = moved.movedBehind(entry.operation());
      }
      Outcome outcome =
          submit(
              new Submission(
                  submission.site(),
                  submission.sequence(),
                  revision,
                  another,
                  submission.user(),
                  0));
      if (moved.equals(stored.operation())) {
        assertEquals(new Duplicate(stored.revision()), outcome);
      } else {
        assertEquals(Refusal.STALE, assertInstanceOf(Outcome.Refused.class, outcome).code());
      }
    }

    private Submission fromSomebody() {
      String site = SITES.get(random.below(SITES.size()));
      LastEntry last = sites.getOrDefault(site, LastEntry.NONE);
      int revision = (int) last.revision() + random.below(log.size() - (int) last.revision() + 1);
      Operation operation = operations.on(contents.get(revision));
      return new Submission(site, last.sequence() + 1, revision, operation, "~" + site, 0);
    }

    private Outcome submit(Submission submission) {
      Outcome outcome = sequencer.submit(submission);
      if (outcome instanceof NeedsHistory needed) {
        Recall recall = new Recall(needed.from());
        log.subList((int) needed.from(), (int) needed.to()).forEach(recall::add);
        return sequencer.submit(submission, Optional.of(recall.past()));
      }
      return outcome;
    }

    private void store(Entry entry) {
      log.add(entry);
      sites.put(entry.site(), new LastEntry(entry.sequence(), entry.revision()));
      contents.add(sequencer.document().snapshot());
    }

    private void restart() {
      int remembered = random.below(log.size() + 1);
      FoldedLog recent = new FoldedLog(remembered, SequencerBench.NO_WEIGHT_LIMIT);
      log.subList(remembered, log.size()).forEach(recent::append);
      Document document = Document.of(contents.get(log.size()));
      sequencer = new Sequencer(document, log.size(), 0, sites, recent, SequencerLimits.NONE);
    }
  }
}
