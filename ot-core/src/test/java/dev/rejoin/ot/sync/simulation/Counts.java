package dev.rejoin.ot.sync.simulation;

/** How often the cruel things happened: a simulation in which they do not proves nothing. */
final class Counts {
  int entries;
  int cuts;
  int restarts;
  int lostRaces;
  int failedAppends;
  int unknownAppends;
  int duplicates;
  int refusedTooLate;
  int recalls;
  int foldedSteps;
  int acknowledgements;
  int rebased;
  int refrozen;
  int transitions;

  void add(Counts other) {
    entries += other.entries;
    cuts += other.cuts;
    restarts += other.restarts;
    lostRaces += other.lostRaces;
    failedAppends += other.failedAppends;
    unknownAppends += other.unknownAppends;
    duplicates += other.duplicates;
    refusedTooLate += other.refusedTooLate;
    recalls += other.recalls;
    foldedSteps += other.foldedSteps;
    acknowledgements += other.acknowledgements;
    rebased += other.rebased;
    refrozen += other.refrozen;
    transitions += other.transitions;
  }

  @Override
  public String toString() {
    return String.format(
        "%d entries, %d transitions of clients; %d cuts, %d restarts, %d lost races, %d failed and"
            + " %d unanswered appends; %d duplicates, %d late refusals, %d recalls, %d folds, %d"
            + " acknowledgements, %d rebased, %d frozen anew",
        entries,
        transitions,
        cuts,
        restarts,
        lostRaces,
        failedAppends,
        unknownAppends,
        duplicates,
        refusedTooLate,
        recalls,
        foldedSteps,
        acknowledgements,
        rebased,
        refrozen);
  }
}
