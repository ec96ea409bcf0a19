package dev.rejoin.server.document;

import dev.rejoin.ot.Fold;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the shortest list of steps for one receiver: its own entries one by one, and whatever lies
 * between them composed. It may do that in parts, because folding a fold changes nothing.
 */
final class StepCollector {

  private final String receiver;
  private final List<Step> steps = new ArrayList<>();
  private final List<Operation> others = new ArrayList<>();
  private int othersCount;
  private int own;
  private long ownWeight;

  StepCollector(String receiver) {
    this.receiver = receiver;
  }

  /** How many entries are the receiver's own. */
  int own() {
    return own;
  }

  /** What they weigh in bytes, roughly: folding does not make it less. */
  long ownWeight() {
    return ownWeight;
  }

  void add(List<Entry> entries) {
    for (Entry entry : entries) {
      addOne(new Step.One(entry.site(), entry.sequence(), entry.operation()));
    }
    shorten();
  }

  void addSteps(List<Step> more) {
    for (Step step : more) {
      if (step instanceof Step.Folded folded) {
        addToFold(folded.count(), folded.operation());
      } else {
        addOne((Step.One) step);
      }
    }
  }

  private void addOne(Step.One one) {
    if (one.by().equals(receiver)) {
      endFold();
      steps.add(one);
      own++;
      ownWeight += one.operation().weight();
    } else {
      addToFold(1, one.operation());
    }
  }

  List<Step> finish() {
    endFold();
    return List.copyOf(steps);
  }

  private void addToFold(int count, Operation operation) {
    others.add(operation);
    othersCount += count;
  }

  /** Holds one operation instead of many while the rest is being read. */
  private void shorten() {
    if (others.size() > 1) {
      Operation folded = Fold.balanced(others);
      others.clear();
      others.add(folded);
    }
  }

  private void endFold() {
    if (!others.isEmpty()) {
      shorten();
      steps.add(new Step.Folded(othersCount, others.get(0)));
      others.clear();
      othersCount = 0;
    }
  }
}
