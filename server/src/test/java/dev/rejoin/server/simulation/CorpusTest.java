package dev.rejoin.server.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What failed once is kept with all that it takes to play it again. */
class CorpusTest {

  private static final AssertionError WRONG = new AssertionError("wrong");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void aKeptScheduleIsReadAsItWas(Players players) {
    Schedule schedule = Weather.of(7).with(players);
    assertEquals(schedule, Corpus.read(new Corpus(folder).keep(schedule, WRONG)));
  }

  @Test
  void theOrdinaryClientsNeedNoWordAndTheScriptHasOne() {
    assertEquals("seed 7 nodes 1 clients 2 documents 1\n", nothing(Players.JAVA).toString());
    assertEquals(
        "seed 7 nodes 1 clients 2 documents 1 script\n", nothing(Players.SCRIPT).toString());
    assertThrows(
        IllegalArgumentException.class,
        () -> Schedule.parse(List.of("seed 7 nodes 1 clients 2 documents 1 scrip")));
  }

  private static Schedule nothing(Players players) {
    return new Schedule(7, 1, 2, 1, players, List.of());
  }

  @Test
  void aSeedThatFailsWithBothKindsOfClientsIsKeptTwice() {
    Corpus corpus = new Corpus(folder);
    Path java = corpus.keep(Weather.of(7), WRONG);
    assertNotEquals(java, corpus.keep(Weather.of(7).with(Players.SCRIPT), WRONG));
    assertEquals(2, corpus.files().size());
  }

  @ParameterizedTest
  @EnumSource
  void theClientsThatItNamesPlayIt(Players players) {
    assumeTrue(Script.isPossible(), "web-client/node_modules is not there");
    List<String> story = new ArrayList<>();
    Path kept = new Corpus(folder).keep(Weather.of(7).with(players), WRONG);
    Corpus.replay(kept, Optional.of(story::add));
    assertEquals(
        players == Players.SCRIPT, story.stream().anyMatch(line -> line.contains("script hears")));
  }

  /** From the failure to the file and back, with a bug that only the script has. */
  @Test
  void whatABugOfTheScriptLeavesIsShortAndFailsAgain() {
    assumeTrue(Script.isPossible(), "web-client/node_modules is not there");
    try (Script script = Script.startWithBug("the tie is broken the other way")) {
      Schedule schedule = Weather.of(0).with(Players.SCRIPT);
      Throwable failure = Shrinker.failure(schedule, Optional.of(script)).orElseThrow();
      Schedule shortest = Shrinker.shrink(schedule, failure, Optional.of(script));
      assertTrue(shortest.events().size() < schedule.events().size(), shortest::toString);
      Path kept = new Corpus(folder).keep(shortest, failure);
      assertTrue(Shrinker.failure(Corpus.read(kept), Optional.of(script)).isPresent());
      Corpus.replay(kept, Optional.empty()); // The sound one lets it pass.
    }
  }
}
