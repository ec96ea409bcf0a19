package dev.rejoin.ot.sync;

import static dev.rejoin.ot.sync.StateNotation.operation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Outcome.Accepted;
import dev.rejoin.ot.sync.Received.Advanced;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Promise X4: two tabs hold copies of one outbox, against the rules. At most one of them is
 * accepted under each name, and the other notices before it believes that its text is saved.
 */
class TwoHoldersTest {

  @Test
  void whatOneHolderBelievesIsSavedIsSavedAndTheRestIsKept() {
    Seeds.each(500, 10_000, seed -> new Run(seed).go());
  }

  @Test
  void aHolderSeesThatTheOthersEntryIsNotWhatItSent() {
    ClientState first = ClientState.opened("me", 0, 0).edit(operation("'a'"));
    ClientState second = ClientState.opened("me", 0, 0).edit(operation("'b'"));
    Operation stored = first.inFlight().orElseThrow().operation();

    assertInstanceOf(Received.Violation.class, second.receive(new Step.One("me", 1, stored)));
  }

  private static final class Holder {
    final StringBuilder typed = new StringBuilder();
    final Document local = Document.empty(DocumentType.TEXT);
    ClientState state = ClientState.opened("me", 0, 0);
    boolean stopped;
  }

  private static final class Run {
    private final SplitMix64 random;
    private final FoldedLog log = new FoldedLog(0, SequencerBench.NO_WEIGHT_LIMIT);
    private final Sequencer sequencer =
        new Sequencer(Document.empty(DocumentType.TEXT), 0, 0, Map.of(), log, SequencerLimits.NONE);
    private final List<Holder> holders = List.of(new Holder(), new Holder());
    private char nextLetter = 'a';

    Run(long seed) {
      random = new SplitMix64(seed);
    }

    void go() {
      for (int i = 0; i < 60; i++) {
        move(holders.get(random.below(2)));
      }
      holders.forEach(this::check);
      String text = sequencer.document().text();
      assertEquals(text.length(), text.chars().distinct().count(), "nothing doubled in " + text);
    }

    private void move(Holder holder) {
      if (holder.stopped) {
        return;
      }
      switch (random.below(3)) {
        case 0 -> type(holder);
        case 1 -> send(holder);
        default -> receive(holder);
      }
    }

    private void type(Holder holder) {
      String letter = Character.toString(nextLetter++);
      int length = holder.local.length();
      int at = random.below(length + 1);
      Operation edit = Operation.builder().retain(at).insert(letter).retain(length - at).build();
      holder.typed.append(letter);
      holder.local.apply(edit);
      holder.state = holder.state.edit(edit);
    }

    private void send(Holder holder) {
      if (holder.state.inFlight().isEmpty()) {
        return;
      }
      Frozen frozen = holder.state.inFlight().get();
      Outcome outcome =
          sequencer.submit(
              new Submission(
                  "me", frozen.sequence(), frozen.revision(), frozen.operation(), "~me", 0));
      if (outcome instanceof Accepted) {
        sequencer.commit();
      }
      holder.stopped = outcome instanceof Outcome.Refused;
    }

    private void receive(Holder holder) {
      List<Step> steps = new ArrayList<>();
      for (long revision = holder.state.revision() + 1; revision <= log.head(); revision++) {
        Entry entry = log.entry(revision);
        steps.add(new Step.One(entry.site(), entry.sequence(), entry.operation()));
      }
      if (holder.state.receive(steps) instanceof Advanced advanced) {
        advanced.apply().ifPresent(holder.local::apply);
        holder.state = advanced.state();
      } else {
        holder.stopped = true;
      }
    }

    /** Each letter is in the log, or in what the holder knows that it has not sent. */
    private void check(Holder holder) {
      String unsent =
          holder.state.pending().map(Operation::toString).orElse("") + sequencer.document().text();
      holder
          .typed
          .chars()
          .forEach(letter -> assertTrue(unsent.indexOf(letter) >= 0, "lost " + (char) letter));
    }
  }
}
