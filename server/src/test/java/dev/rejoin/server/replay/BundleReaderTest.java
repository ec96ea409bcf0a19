package dev.rejoin.server.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no bundle is refused, with its place, what was got and what was wanted. */
class BundleReaderTest {
  private static final String PRINT = "0123456789abcdef";

  /** Without text: two steps, the second one its own. */
  private static final String BUNDLE =
      """
      {"rejoinIncident":1,"text":false,"version":"0.1.0","at":1,"kind":"asked","document":"d1",
       "key":"PRINT","site":"s1","agreed":4,
       "start":{"rev":4,"length":7,"print":"PRINT","origin":"hash","seq":2,"waiting":null},
       "trail":[
        {"sent":3,"rev":4,"op":[7,"+2"],"inserted":"PRINT"},
        {"from":4,"steps":[{"fold":3,"op":["+1",7],"print":"PRINT"}],
         "server":null,"seq":null,"length":8,"print":"PRINT"},
        {"from":7,"steps":[{"by":"s1","seq":3,"op":[8,"+2"],"print":"PRINT","inserted":"PRINT"}],
         "server":"PRINT","seq":null,"length":10,"print":"PRINT"}],
       "noticed":{"rev":8,"length":10,"print":"PRINT"},
       "shown":{"length":10,"agrees":true},"answered":null}
      """
          .replace("PRINT", PRINT);

  private static IncidentBundle read(String json) throws BundleException {
    return BundleReader.read(json.getBytes(StandardCharsets.UTF_8)).get(0);
  }

  private static String complaint(String json) {
    return assertThrows(BundleException.class, () -> read(json)).getMessage();
  }

  @Test
  void aBundleThatIsRightIsRead() throws BundleException {
    IncidentBundle bundle = read(BUNDLE);
    assertEquals(4, bundle.first());
    assertEquals(8, bundle.last());
    assertTrue(bundle.summary().contains("last known to agree at 4; 3 events, without text"));
  }

  @Test
  void bundlesAreFoundInsideAReport() throws BundleException {
    String report =
        "{\"at\":1,\"tabs\":[{\"incidents\":[%s,%s]}],\"before\":{\"incidents\":[%s]},\"x\":1.5}"
            .formatted(BUNDLE, BUNDLE, BUNDLE);
    assertEquals(3, BundleReader.read(report.getBytes(StandardCharsets.UTF_8)).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"rejoinIncident\":1 | \"rejoinIncident\":2 | bundle.rejoinIncident is 2, wanted 1: it is of another version",
        "\"text\":false       | \"text\":0           | bundle.text is 0, wanted true or false",
        "\"text\":false       | \"text\":true        | bundle.lineage is nothing, wanted a string, with text",
        "\"kind\":\"asked\"   | \"kind\":\"bored\"   | bundle.kind is \"bored\", wanted one of asked, mismatch",
        "\"agreed\":4         | \"agreed\":-4        | bundle.agreed is -4, wanted a whole number from 0",
        "\"agreed\":4         | \"agreed\":4.5       | bundle.agreed is 4.5, wanted a whole number from 0",
        "\"agreed\":4,        | ``                   | bundle has no agreed",
        "\"agreed\":4         | \"agreed\":4,\"x\":0 | bundle has x, which this version does not know",
        "\"agreed\":4         | \"agreed\":4,\"agreed\":4 | not JSON at byte",
        "\"origin\":\"hash\"  | \"origin\":7         | bundle.start.origin is 7, wanted a string",
        "\"length\":7         | \"length\":\"7\"     | bundle.start.length is \"7\", wanted a whole number",
        "[7,\"+2\"]           | [7,\"hi\"]           | bundle.trail[0].op[1] is \"hi\", wanted a length, or an insert such as \"+5\"",
        "[7,\"+2\"]           | [7,0]                | bundle.trail[0].op[1] is 0, wanted a length other than 0",
        "[7,\"+2\"]           | [7,2]                | bundle.trail[0].op is a list of 2, wanted 1 components",
        "\"fold\":3           | \"fold\":0           | bundle.trail[1].steps[0].fold is 0, wanted a whole number from 1",
        "\"seq\":3            | \"seq\":0            | bundle.trail[2].steps[0].seq is 0, wanted a whole number from 1",
        "\"steps\":[{\"by\"   | \"steps\":[[]],\"y\":[{\"by\" | bundle.trail[2] has y",
        "\"noticed\":{        | \"noticed\":[],\"z\":{ | bundle has z",
        "\"answered\":null}   | \"answered\":null    | not JSON at byte",
        "\"answered\":null}   | \"answered\":null}{} | something follows its end, at byte",
      })
  void whatIsWrongIsNamedWithItsPlace(String right, String wrong, String wanted) {
    assertTrue(BUNDLE.contains(right), right);
    String told = complaint(BUNDLE.replace(right, wrong));
    assertTrue(told.startsWith(wanted), told);
  }

  @Test
  void whatIsNoBundleAtAllIsSaidToBeNone() {
    assertEquals("there is no incident bundle in it", complaint("{\"hello\":[1,2]}"));
    assertEquals("there is nothing in it", complaint("  "));
    assertTrue(complaint("Dear Sir or Madam").startsWith("not JSON at byte 0"));
    assertTrue(complaint("[".repeat(1_000)).startsWith("not JSON at byte"));
  }

  @Test
  void aFileThatIsTooLargeIsRefusedWithBothNumbers() {
    byte[] large = new byte[BundleReader.MAX_BYTES + 1];
    BundleException refused = assertThrows(BundleException.class, () -> BundleReader.read(large));
    assertEquals("it has 67108865 bytes, at most 67108864", refused.getMessage());
  }

  /** What was damaged by pasting is refused, or is still a bundle; nothing else comes out. */
  @Test
  void aBundleThatWasDamagedAnywhereIsRefusedOrReplayed() {
    Seeds.each(
        2_000,
        200_000,
        seed -> {
          Random random = new Random(seed);
          StringBuilder damaged = new StringBuilder(BUNDLE);
          for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(damaged.length());
            String letters = "0123456789-+\"{}[],:.abcx ";
            if (random.nextBoolean()) {
              damaged.deleteCharAt(at);
            } else {
              damaged.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
            }
          }
          try {
            Replay.of(read(damaged.toString()), java.util.Optional.empty());
          } catch (BundleException refused) {
            assertTrue(refused.getMessage().length() < 300, refused.getMessage());
          }
        });
  }
}
