package dev.rejoin.ot.sync.simulation;

/** What has to happen, in any order: messages travel, nodes work, people connect and send. */
final class Traffic {
  private static final int MAX_HEALING_MOVES = 100_000;

  private final World world;

  Traffic(World world) {
    this.world = world;
  }

  /** Something happens that has to happen: it may be late, but it is not lost. */
  void move(Person person) {
    Node node = world.oneOf(world.nodes);
    switch (world.random.below(8)) {
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

  /** Nothing fails any more, and in the end nothing is on its way. */
  void heal() {
    world.healed = true;
    for (int i = 0; i < MAX_HEALING_MOVES; i++) {
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
}
