package dev.rejoin.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.load.editor.Address;
import dev.rejoin.load.editor.Pace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  private static Options parse(String line) {
    return Options.parse(List.of(line.split(" ")));
  }

  @Test
  void traceIsReplayedByOneEditorUnlessToldOtherwise() {
    Options options = parse("--trace rustcode");
    assertEquals(Optional.of("rustcode"), options.trace());
    assertEquals(1, options.editors());
    assertEquals(Pace.ahead(32), options.pace());
    assertEquals(8, parse("--trace rustcode --editors=8").editors());
  }

  @ParameterizedTest
  @CsvSource({
    "--single, 0, 0",
    "--ahead 5, 5, 0",
    "--pace 20, 2147483647, 20",
    "--pace 20 --ahead 5, 5, 20",
  })
  void paceIsWhatWasAskedFor(String words, int ahead, int editsPerSecond) {
    assertEquals(new Pace(ahead, editsPerSecond), parse("--trace x " + words).pace());
  }

  @Test
  void peopleInAScenarioTypeLikePeople() {
    assertEquals(Pace.perSecond(10), parse("--scenario typing").pace());
  }

  @Test
  void urlNamesTheServer() {
    assertEquals(
        Optional.of(new Address(true, "example.org", 443)),
        parse("--trace x --url https://example.org").url());
    assertEquals(
        Optional.of(new Address(false, "127.0.0.1", 8080)),
        parse("--trace x --url http://127.0.0.1:8080/").url());
  }

  @ParameterizedTest
  @CsvSource({
    "--editors 3, either --trace or --scenario is wanted",
    "--trace x --scenario typing, either --trace or --scenario is wanted",
    "--scenario nothing, there is no scenario nothing",
    "--trace x --editors 0, '--editors is 0, the least is 1'",
    "--trace x --editors many, '--editors wants a number, got many'",
    "--trace x --color, there is no option --color",
    "--trace, --trace wants a value",
    "--trace x --store disk, '--store is sqlite or memory, got disk'",
    "--trace x --url localhost, 'not an address like http://127.0.0.1:8080: localhost'",
    "--scenario kill --url http://a, '--scenario kill only kills a server of its own, no --url'",
  })
  void whatMakesNoSenseIsSaidInASentence(String words, String sentence) {
    String message = assertThrows(IllegalArgumentException.class, () -> parse(words)).getMessage();
    assertEquals(sentence, message);
  }

  @Test
  void helpNamesEveryOption() {
    for (String option : List.of("--trace", "--scenario", "--url", "--single", "--limit")) {
      assertTrue(Options.HELP.contains(option), option);
    }
    assertEquals(Main.PASSED, Main.run(List.of("--help")));
    assertEquals(Main.WRONG, Main.run(List.of("--trace", "no-such-trace")));
  }
}
