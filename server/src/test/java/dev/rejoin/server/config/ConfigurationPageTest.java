package dev.rejoin.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/configuration.md is written from the options. {@code -Dwrite=true} writes it anew. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  private static final String HEAD =
      """
      # Configuration

      Each option is a flag, `./run --port 9000` or `--port=9000`, or an environment variable; a flag comes
      before a variable, and a variable before the default. `./run --help` prints the same list. What makes no
      sense is refused at the start, with status 2.

      """;

  private static final String MIDDLE =
      """

      ## Limits

      Everything is bounded, and reaching a bound has a code in [the protocol](protocol.md). The limits marked
      with • are told to clients in `welcome.limits`, under their names in camel case.

      """;

  @Test
  void thePageSaysWhatTheOptionsAre() throws IOException {
    String page = page();
    if (Boolean.getBoolean("write")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.readString(PAGE), "run this test with -Dwrite=true");
  }

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("| flag | variable | default | |\n|---|---|---|---|\n");
    Option.all().stream()
        .filter(option -> !option.placeholder().equals("N"))
        .forEach(option -> page.append(row(option, option.text())));
    page.append(MIDDLE);
    page.append("| flag | variable | default | |\n|---|---|---|---|\n");
    LimitTable.rows()
        .forEach(
            row -> {
              Option option = Option.of(row);
              boolean told = row.getAnnotation(Limit.class).told();
              page.append(row(option, told ? option.text() + " •" : option.text()));
            });
    return page.toString();
  }

  private static String row(Option option, String text) {
    String value = option.defaultValue().isEmpty() ? "none" : "`" + option.defaultValue() + "`";
    return "| `--%s` | `%s` | %s | %s |\n".formatted(option.flag(), option.variable(), value, text);
  }
}
