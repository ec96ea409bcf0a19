package dev.rejoin.ot.sync.simulation;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.testing.SplitMix64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everybody puts the caret in the middle of one short document, and types a word there letter by
 * letter, while the network is as cruel as ever.
 */
final class Words {
  private static final int MAX_LETTERS = 12;
  private static final int CUT_ONCE_IN = 80;

  private final World world;
  private final Traffic traffic;
  private final Map<Person, StringBuilder> words = new HashMap<>();

  private Words(long seed, Mutant mutant) {
    world = new World(new SplitMix64(seed), DocumentType.TEXT, mutant);
    traffic = new Traffic(world);
    Operation middle = Operation.builder().insert(world.letters.fresh(2)).build();
    world.log.append(0, List.of(new Entry(1, "origin", 1, "~origin", 0, middle)));
    world.populate(1 + world.random.below(2), 2 + world.random.below(3));
    world.people.forEach(person -> words.put(person, new StringBuilder()));
  }

  /** Whether every word is whole in the end. */
  static boolean typedTogether(long seed, Mutant mutant) {
    Words run = new Words(seed, mutant);
    run.everybodyOpens();
    run.everybodyTypes();
    run.traffic.heal();
    Verdict.of(run.world);
    String text = run.world.people.get(0).local.text();
    return run.words.values().stream().allMatch(word -> text.contains(word));
  }

  private void everybodyOpens() {
    while (!world.people.stream().allMatch(Person::canEdit)) {
      traffic.move(world.oneOf(world.people));
    }
    world.people.forEach(person -> person.moveCaret(1));
  }

  private void everybodyTypes() {
    int moves = 100 + world.random.below(400);
    int pace = world.random.oneOf(2, 6, 12);
    for (int i = 0; i < moves; i++) {
      Person person = world.oneOf(world.people);
      if (world.random.oneIn(CUT_ONCE_IN)) {
        person.cut();
      } else if (world.random.oneIn(pace) && words.get(person).length() < MAX_LETTERS) {
        type(person);
      } else {
        traffic.move(person);
      }
    }
  }

  private void type(Person person) {
    String letter = world.letters.fresh(1);
    words.get(person).append(letter);
    int after = person.local.length() - person.caret();
    person.edit(Operation.builder().retain(person.caret()).insert(letter).retain(after).build());
  }
}
