package dev.rejoin.server.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.config.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/protocol.md and the code name the same things. */
class ProtocolPageTest {
  private static final String PAGE = read();

  private static String read() {
    try {
      return Files.readString(Path.of("..", "docs", "protocol.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows below the head that begins with {@code | head |}, as cells. */
  private static List<List<String>> table(String head) {
    return PAGE.lines()
        .dropWhile(line -> !line.startsWith("| " + head + " |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Stream.of(line.split("\\|")).skip(1).map(String::strip).toList())
        .toList();
  }

  private static String yesOrNo(boolean value) {
    return value ? "yes" : "no";
  }

  @Test
  void theCodesOfNacksAndTheirFates() {
    assertEquals(
        Arrays.stream(NackCode.values())
            .map(code -> List.of("`" + code.wireName() + "`", yesOrNo(code.retry())))
            .toList(),
        table("`nack.code`").stream().map(row -> row.subList(0, 2)).toList());
  }

  @Test
  void theCodesOfErrors() {
    assertEquals(
        Arrays.stream(ErrorCode.values()).map(code -> "`" + code.wireName() + "`").toList(),
        table("`error.code`").stream().map(row -> row.get(0)).toList());
  }

  @Test
  void theCodesOfClosingAndWhetherToComeBack() {
    assertEquals(
        Arrays.stream(CloseCode.values())
            .map(code -> List.of(String.valueOf(code.status()), yesOrNo(code.retry())))
            .toList(),
        table("close").stream().map(row -> List.of(row.get(0), row.get(2))).toList());
  }

  @Test
  void everyLimitThatIsToldAndNoOther() {
    List<String> named =
        Pattern.compile("`(\\w+)`")
            .matcher(String.join(" ", table("name").stream().map(row -> row.get(0)).toList()))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertEquals(
        Limits.DEFAULT.forClients().keySet().stream().sorted().toList(),
        named.stream().sorted().toList());
  }

  @Test
  void everyFieldIsNamed() {
    for (Field field : Field.values()) {
      Pattern name = Pattern.compile("[`{\" ]" + field.wireName + "[`\",:}?]");
      assertTrue(name.matcher(PAGE).find(), field.wireName);
    }
  }

  @Test
  void everyMessageHasARow() {
    List<String> rows =
        Stream.concat(
                Stream.of("hello", "open", "op", "cursor", "close", "ping"),
                Stream.of(
                    "welcome", "opened", "ops", "cursor", "joined", "left", "nack", "access",
                    "error", "drain", "pong"))
            .map(type -> "| `" + type + "` |")
            .toList();
    assertEquals(
        ClientMessage.class.getPermittedSubclasses().length
            + ServerMessage.class.getPermittedSubclasses().length,
        rows.size());
    rows.forEach(row -> assertTrue(PAGE.contains(row), row));
  }
}
