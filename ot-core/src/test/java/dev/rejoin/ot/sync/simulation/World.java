package dev.rejoin.ot.sync.simulation;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.testing.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/** What all that takes part in one run shares. */
final class World {
  final SplitMix64 random;
  final Mutant mutant;
  final SharedLog log;
  final Letters letters = new Letters();
  final Counts counts = new Counts();
  final List<Node> nodes = new ArrayList<>();
  final List<Person> people = new ArrayList<>();

  /** While it is true nothing fails any more. */
  boolean healed;

  World(SplitMix64 random, DocumentType type, Mutant mutant) {
    this.random = random;
    this.mutant = mutant;
    this.log = new SharedLog(type);
  }

  void populate(int nodeCount, int personCount) {
    for (int i = 0; i < nodeCount; i++) {
      nodes.add(new Node(this));
    }
    for (int i = 0; i < personCount; i++) {
      people.add(new Person(this, "site" + i));
    }
  }

  /** Something that goes wrong once in {@code n} times, until the world is healed. */
  boolean mishap(int n) {
    return random.oneIn(n) && !healed;
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.below(choices.size()));
  }

  boolean has(Mutant planted) {
    return mutant == planted;
  }
}
