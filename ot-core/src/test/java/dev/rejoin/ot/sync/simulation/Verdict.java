package dev.rejoin.ot.sync.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.Embed;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What has to be true when everybody has received everything. Reads the log, asks nobody. */
final class Verdict {
  private Verdict() {}

  static void of(World world) {
    Operation content = world.log.document(world.log.head()).toOperation();
    for (Node node : world.nodes) {
      assertEquals(content, node.document().toOperation(), "a node has the document of the log");
    }
    for (Person person : world.people) {
      assertEquals(content, person.local.toOperation(), person.site + " has the same document");
    }
    everyOperationIsThereOnce(world);
    lettersAreWhatPeopleMeant(world);
    world.counts.entries += world.log.head();
  }

  private static void everyOperationIsThereOnce(World world) {
    Map<String, Long> last = new HashMap<>();
    for (Entry entry : world.log.entries(0, world.log.head())) {
      long wanted = last.getOrDefault(entry.site(), 0L) + 1;
      assertEquals(wanted, entry.sequence(), "next entry of " + entry.site());
      last.put(entry.site(), wanted);
    }
    for (Person person : world.people) {
      long stored = last.getOrDefault(person.site, 0L);
      assertEquals(person.made(), stored, "operations of " + person.site);
    }
  }

  /** Promise A5: nothing appears or vanishes that nobody inserted or deleted. */
  private static void lettersAreWhatPeopleMeant(World world) {
    String text = world.log.document(world.log.head()).text();
    Set<Integer> found = new TreeSet<>();
    text.codePoints()
        .filter(letter -> letter != Embed.UNIT)
        .forEach(letter -> assertTrue(found.add(letter), "doubled letter"));
    assertEquals(world.letters.expected(), found, "letters");
  }
}
