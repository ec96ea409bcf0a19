package dev.rejoin.server.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JacksonException;
import dev.rejoin.ot.Content;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.testing.JsonPrinter;
import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.codec.ParsedOperation.Fault;
import dev.rejoin.server.codec.ParsedOperation.Readable;
import dev.rejoin.server.codec.ParsedOperation.Unreadable;
import dev.rejoin.server.config.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationJsonTest {
  private static final OperationLimits LIMITS =
      OperationLimits.of(
          Limits.DEFAULT
              .with("maxOperationComponents", 5)
              .with("maxInsertLength", 10)
              .with("maxAttributes", 2)
              .with("maxAttributeNameLength", 8)
              .with("maxAttributeLength", 12));

  private static ParsedOperation read(String json) throws IOException {
    return OperationJson.read(json.getBytes(StandardCharsets.UTF_8), LIMITS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[7]",
        "[-3]",
        "[\"abc\"]",
        "[7,\"abc\",-3]",
        "[\"a\",-1]",
        "[-1,\"a\"]",
        "[{\"r\":7,\"a\":{\"bold\":true,\"color\":null}}]",
        "[{\"i\":\"abc\",\"a\":{\"bold\":false,\"size\":-9007199254740991}}]",
        "[{\"i\":{\"image\":\"x.png\"}}]",
        "[{\"i\":{\"rule\":true},\"a\":{\"bold\":true}},{\"i\":{\"n\":9007199254740991}}]",
        "[536870911]",
        "[\"\uD83D\uDE00\u2028\"]",
      })
  void aCanonicalOperationIsReadAndWrittenAgainByteForByte(String json) throws IOException {
    Readable readable = assertInstanceOf(Readable.class, read(json));
    assertEquals(
        json, new String(OperationJson.bytes(readable.operation()), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7                                | operation is an integer, wanted an array",
        "null                             | operation is null, wanted an array",
        "{}                               | operation is an object, wanted an array",
        "[0]                              | component 0 has length 0",
        "[-0]                             | component 0 has length 0",
        "[1,\"\"]                         | component 1 has length 0",
        "[1.0]                            | component 0: it is a number that is not written as an integer",
        "[1e3]                            | component 0: it is a number that is not written as an integer",
        "[536870912]                      | component 0: length is 536870912, wanted -536870911 to 536870911",
        "[-536870912]                     | component 0: length is -536870912",
        "[9007199254740993]               | component 0: length is 9007199254740993",
        "[99999999999999999999]           | component 0: length has 20 digits",
        "[536870911,\"a\",1]              | length 536870913 is over the maximum",
        "[1,2]                            | component 1 could be one with component 0",
        "[\"a\",\"b\"]                    | component 1 could be one with component 0",
        "[-1,-1]                          | component 1 could be one with component 0",
        "[true]                           | component 0: it is a boolean",
        "[null]                           | component 0: it is null",
        "[[1]]                            | component 0: it is an array",
        "[\"\\ud83d\"]                    | lone surrogate",
        "[\"\\ude00\\ud83d\"]             | lone surrogate",
        "[{}]                             | wanted one of \"r\" and \"i\"",
        "[{\"r\":1}]                      | has no attributes",
        "[{\"i\":\"a\"}]                  | has no attributes",
        "[{\"r\":1,\"a\":{}}]             | there is no attribute",
        "[{\"r\":1,\"a\":null}]           | \"a\" is null, wanted an object",
        "[{\"r\":-1,\"a\":{\"b\":true}}]  | length is -1",
        "[{\"r\":1,\"i\":\"a\",\"a\":{\"b\":true}}] | wanted one of",
        "[{\"d\":1}]                      | there is no \"d\" in a component",
        "[{\"i\":7,\"a\":{\"b\":true}}]   | \"i\" is an integer, wanted a string",
        "[{\"i\":{}}]                     | an embed has no kind",
        "[{\"i\":{\"a\":null}}]           | an embed has no value",
        "[{\"i\":{\"a\":1,\"b\":2}}]      | an embed has more than one kind",
        "[{\"i\":{\"\":1}}]               | a name is empty",
        "[{\"i\":{\"a\":{}}}]             | a value is an object",
        "[{\"i\":\"a\",\"a\":{\"b\":null}}] | an insert removes attributes",
        "[{\"r\":1,\"a\":{\"b\":1,\"a\":1}}] | attribute \"a\" is not in sorted order",
        "[{\"r\":1,\"a\":{\"b\":1.5}}]    | a value is a number that is not written as an integer",
        "[{\"r\":1,\"a\":{\"b\":[]}}]     | a value is an array",
        "[{\"r\":1,\"a\":{\"b\":9007199254740992}}] | value is 9007199254740992",
        "[{\"r\":1,\"a\":{\"b\":\"\\ud83d\"}}] | lone surrogate",
        "[] []                            | something follows the operation",
      })
  void whatIsNoOperationIsNamedWithItsComponentAndItsNumbers(String json, String message)
      throws IOException {
    Unreadable unreadable = assertInstanceOf(Unreadable.class, read(json));
    assertEquals(Fault.INVALID, unreadable.fault(), unreadable.message());
    assertTrue(unreadable.message().contains(message), unreadable.message());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1,-1,1,-1,1,-1]                       | components: 6, over the limit of 5",
        "[\"12345678901\"]                      | inserted units: 11, over the limit of 10",
        "[\"123456789\",1,\"01\"]               | inserted units: 11, over the limit of 10",
        "[\"123456789\",1,{\"i\":{\"a\":1}},\"b\"] | inserted units: 11, over the limit of 10",
        "[{\"r\":1,\"a\":{\"a\":1,\"b\":2,\"c\":3}}] | attributes: 3, over the limit of 2",
        "[{\"r\":1,\"a\":{\"123456789\":1}}]    | units of a name: 9, over the limit of 8",
        "[{\"r\":1,\"a\":{\"b\":\"1234567890123\"}}] | units of a value: 13, over the limit of 12",
        "[{\"i\":{\"123456789\":1}}]            | units of a name: 9, over the limit of 8",
        "[{\"i\":{\"a\":\"1234567890123\"}}]    | units of a value: 13, over the limit of 12",
      })
  void whatIsOverALimitIsTooLarge(String json, String message) throws IOException {
    Unreadable unreadable = assertInstanceOf(Unreadable.class, read(json));
    assertEquals(Fault.TOO_LARGE, unreadable.fault(), unreadable.message());
    assertTrue(unreadable.message().contains(message), unreadable.message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1,-1,1,-1,1]",
        "[\"1234567890\"]",
        "[{\"r\":1,\"a\":{\"12345678\":\"123456789012\",\"b\":1}}]",
      })
  void whatIsAtALimitIsTaken(String json) throws IOException {
    assertInstanceOf(Readable.class, read(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[1,]",
        "[01]",
        "[+1]",
        "[NaN]",
        "[Infinity]",
        "['a']",
        "[1] // no",
        "[\"a\nb\"]",
        "[{\"r\":1,\"r\":1}]",
        "[{\"r\":1,\"a\":{\"b\":1,\"b\":1}}]",
        "[.5]",
        "[0x10]",
        "\uFEFF[1]",
      })
  void whatIsNoJsonIsAnExceptionOfTheParser(String json) {
    assertThrows(JacksonException.class, () -> read(json));
  }

  @Test
  void anOperationSurvivesTheWayThroughJson() {
    Seeds.each(
        2_000,
        100_000,
        seed -> {
          DocumentType type = seed % 2 == 0 ? DocumentType.TEXT : DocumentType.RICH_TEXT;
          RandomOperations random = new RandomOperations(new SplitMix64(seed), type);
          Content content = random.content(10);
          Operation operation = random.on(content);
          byte[] bytes = OperationJson.bytes(operation);
          assertEquals(new Readable(operation), readUnlimited(bytes));
          assertEquals(
              new Readable(operation),
              readUnlimited(JsonPrinter.json(operation).getBytes(StandardCharsets.UTF_8)));
        });
  }

  private static ParsedOperation readUnlimited(byte[] bytes) {
    try {
      return OperationJson.read(bytes, OperationLimits.NONE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
