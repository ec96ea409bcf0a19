package dev.rejoin.ot.sync.simulation;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.testing.SplitMix64;

/** One run: a stormy while, then everything heals, then the verdict. */
final class Simulation {
  private final World world;
  private final Edits edits;
  private final Traffic traffic;

  /** A connection is cut once in so many moves: some runs are calm, some are not. */
  private final int calm;

  /** Somebody edits once in so many moves: some runs are all offline edits, some all traffic. */
  private final int pace;

  /** Whether the log loses its beginning now and then. */
  private final boolean trims;

  private Simulation(long seed, Mutant mutant) {
    SplitMix64 random = new SplitMix64(seed);
    DocumentType type = random.oneIn(3) ? DocumentType.RICH_TEXT : DocumentType.TEXT;
    world = new World(random, type, mutant);
    edits = new Edits(world);
    traffic = new Traffic(world);
    calm = random.oneOf(30, 150, 600);
    pace = random.oneOf(3, 8, 24);
    trims = type == DocumentType.TEXT && random.oneIn(3);
    world.populate(random.oneOf(1, 1, 2, 3), 2 + random.below(4));
  }

  /** Throws what is wrong, or says how cruel it was. */
  static Counts run(long seed, Mutant mutant) {
    Simulation simulation = new Simulation(seed, mutant);
    simulation.storm();
    simulation.traffic.heal();
    Verdict.of(simulation.world);
    return simulation.world.counts;
  }

  private void storm() {
    SplitMix64 random = world.random;
    int moves = 200 + random.below(1_500);
    for (int i = 0; i < moves; i++) {
      Person person = world.oneOf(world.people);
      if (random.oneIn(calm)) {
        person.cut();
      } else if (random.oneIn(10 * calm)) {
        world.oneOf(world.nodes).restart();
      } else if (trims && random.oneIn(6 * calm)) {
        trim();
      } else if (person.canEdit() && random.oneIn(pace)) {
        edits.one(person);
      } else {
        traffic.move(person);
      }
    }
  }

  /** The log loses some of its beginning; every node is started again on what is left. */
  private void trim() {
    world.log.floor += world.random.below((int) (world.log.head() - world.log.floor) + 1);
    world.nodes.forEach(Node::restart);
  }
}
