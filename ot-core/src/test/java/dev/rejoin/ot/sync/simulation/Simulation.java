package dev.rejoin.ot.sync.simulation;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.testing.SplitMix64;

/** One run: a stormy while, then everything heals, then the verdict. */
final class Simulation {
  private static final int MAX_HEALING_ROUNDS = 100_000;

  final World world;
  private final SplitMix64 random;
  private final Edits edits;

  /** A connection is cut once in so many moves: some runs are calm, some are not. */
  private final int calm;

  private Simulation(long seed, Mutant mutant) {
    random = new SplitMix64(seed);
    DocumentType type = random.oneIn(3) ? DocumentType.RICH_TEXT : DocumentType.TEXT;
    world = new World(random, type, mutant);
    edits = new Edits(world);
    calm = random.oneOf(30, 150, 600);
    int nodes = random.oneOf(1, 1, 2, 3);
    for (int i = 0; i < nodes; i++) {
      world.nodes.add(new Node(world));
    }
    int people = 2 + random.below(4);
    for (int i = 0; i < people; i++) {
      world.people.add(new Person(world, "site" + i));
    }
  }

  static Counts run(long seed, Mutant mutant) {
    Simulation simulation = new Simulation(seed, mutant);
    simulation.storm();
    simulation.heal();
    Verdict.of(simulation.world);
    return simulation.world.counts;
  }

  private void storm() {
    int moves = 200 + random.below(1_500);
    for (int i = 0; i < moves; i++) {
      Person person = world.oneOf(world.people);
      if (random.oneIn(calm)) {
        person.cut();
      } else if (random.oneIn(10 * calm)) {
        world.oneOf(world.nodes).restart();
      } else if (person.canEdit() && random.oneIn(4)) {
        edits.one(person);
      } else {
        move(person);
      }
    }
  }

  private void heal() {
    world.healed = true;
    for (int i = 0; i < MAX_HEALING_ROUNDS; i++) {
      move(world.oneOf(world.people));
      if (i % 20 == 0 && isQuiet()) {
        return;
      }
    }
    throw new AssertionError("never came to rest");
  }

  private boolean isQuiet() {
    return world.nodes.stream().allMatch(Node::isQuiet)
        && world.people.stream().allMatch(Person::isQuiet);
  }

  /** Something happens that has to happen: it may be late, but it is not lost. */
  private void move(Person person) {
    Node node = world.oneOf(world.nodes);
    switch (random.below(8)) {
      case 0 -> connect(person, node);
      case 1 -> person.send();
      case 2, 3 -> person.receive();
      case 4 -> node.read();
      case 5 -> node.work();
      case 6 -> node.tell();
      default -> node.catchUp();
    }
  }

  private static void connect(Person person, Node node) {
    if (!person.isConnected()) {
      person.connect(node);
    }
  }
}
