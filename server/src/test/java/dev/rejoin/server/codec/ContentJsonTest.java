package dev.rejoin.server.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentJsonTest {
  private static final int CONTENTS = 500;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7_999, 8_000, 8_001, 100_000})
  void textOfAnyLengthIsAStringTheFirstTimeAndAgain(int length) {
    String text =
        "\"\\\n\u0000\u001fé\u2028\ud83d\ude80".repeat(length / 9 + 1).substring(0, length);
    String whole = Character.isHighSurrogate(end(text)) ? text + "\ude80" : text;
    assertWritten(
        JsonBytes.of(json -> json.writeString(whole)),
        new ContentJson(DocumentType.TEXT, Operation.builder().insert(whole).build()));
  }

  @Test
  void richTextIsAnOperationTheFirstTimeAndAgain() {
    Seeds.each(
        CONTENTS,
        10 * CONTENTS,
        seed -> {
          RandomOperations random =
              new RandomOperations(new SplitMix64(seed), DocumentType.RICH_TEXT);
          Operation content = random.content(50).toOperation();
          assertWritten(
              OperationJson.bytes(content), new ContentJson(DocumentType.RICH_TEXT, content));
        });
  }

  private static char end(String text) {
    return text.isEmpty() ? 'x' : text.charAt(text.length() - 1);
  }

  private static void assertWritten(byte[] expected, ContentJson content) {
    for (int time = 0; time < 2; time++) {
      assertEquals(
          new String(expected, StandardCharsets.UTF_8),
          new String(JsonBytes.of(content::write), StandardCharsets.UTF_8));
    }
  }
}
