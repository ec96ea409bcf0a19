package dev.rejoin.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {
  private static Invocation parse(Map<String, String> environment, String... arguments) {
    return ServerConfig.parse(List.of(arguments), environment);
  }

  private static ServerConfig config(String... arguments) {
    return config(Map.of(), arguments);
  }

  private static ServerConfig config(Map<String, String> environment, String... arguments) {
    return assertInstanceOf(Invocation.Run.class, parse(environment, arguments)).config();
  }

  @Test
  void withoutOptionsItListensHereOnlyAndKeepsDocumentsInAFile() {
    assertEquals(
        new ServerConfig(
            "127.0.0.1",
            8080,
            Path.of("data"),
            StoreKind.SQLITE,
            Set.of(),
            Set.of(),
            true,
            Optional.empty(),
            Limits.DEFAULT),
        config());
  }

  @Test
  void everyOptionCanBeAFlag() {
    assertEquals(
        new ServerConfig(
            "::1",
            0,
            Path.of("/x y"),
            StoreKind.MEMORY,
            Set.of("https://a.example", "http://b.example:8080"),
            Set.of("notes.example", "*"),
            false,
            Optional.of(Duration.ofDays(90)),
            Limits.DEFAULT.with("heartbeatMillis", 100).with("maxMessageBytes", 2_000)),
        config(
            "--host",
            "::1",
            "--port=0",
            "--data",
            "/x y",
            "--store=memory",
            "--allow-origin",
            "https://a.example",
            "--allow-origin=http://b.example:8080",
            "--allow-host=Notes.Example,*",
            "--offline-app=off",
            "--keep-history=90d",
            "--heartbeat-millis",
            "100",
            "--max-message-bytes=2000"));
  }

  @ParameterizedTest
  @CsvSource({"90d,PT2160H", "12h,PT12H", "5m,PT5M", "1s,PT1S"})
  void historyIsKeptForSoLong(String value, Duration keep) {
    assertEquals(Optional.of(keep), config(Map.of(), "--keep-history", value).keepHistory());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "90", "0d", "-1d", "d", "1.5d", "90 d", "never", "9999999999d"})
  void aTimeThatIsNoneIsRefused(String value) {
    assertTrue(
        assertInstanceOf(Invocation.Wrong.class, parse(Map.of(), "--keep-history", value))
            .message()
            .contains("wanted forever, or a number and d, h, m or s, like 90d"));
  }

  @Test
  void everyOptionCanBeAVariableAndAFlagComesFirst() {
    Map<String, String> environment =
        Map.of(
            "REJOIN_PORT", "1",
            "REJOIN_STORE", "memory",
            "REJOIN_ALLOW_ORIGIN", "https://a.example, https://b.example",
            "REJOIN_MAX_CONNECTIONS", "7",
            "REJOIN_UNRELATED", "x");
    ServerConfig config = config(environment, "--port", "2");
    assertEquals(2, config.port());
    assertEquals(StoreKind.MEMORY, config.store());
    assertEquals(Set.of("https://a.example", "https://b.example"), config.allowedOrigins());
    assertEquals(7, config.limits().maxConnections());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serve                          | \"serve\" is no option",
        "--colour=blue                  | there is no option --colour",
        "--port                         | --port has no value",
        "--port=65536                   | --port is \"65536\", wanted 0 to 65535",
        "--port=                        | --port is \"\", wanted 0 to 65535",
        "--port=80 --port=81            | --port is given twice",
        "--store=redis                  | --store is \"redis\", wanted sqlite or memory",
        "--allow-host=a.b:80            | --allow-host is \"a.b:80\", wanted like notes.example.org",
        "--allow-host=*.a.b             | --allow-host is \"*.a.b\", wanted like notes.example.org",
        "--allow-host=[::1]             | --allow-host is \"[::1]\", wanted like notes.example.org",
        "--offline-app=no               | --offline-app is \"no\", wanted on or off",
        "--max-connections=0            | --max-connections is \"0\", wanted 1 to 1000000",
        "--max-connections=many         | --max-connections is \"many\", wanted 1 to 1000000",
        "--max-outbound-bytes=70000     | foldOutboundBytes is 262144, over maxOutboundBytes, 70000",
        "--allow-origin=*               | --allow-origin is \"*\", wanted like https://example.org",
        "--allow-origin=https://a/      | --allow-origin is \"https://a/\", wanted like",
        "--allow-origin=https://A.b     | --allow-origin is \"https://A.b\", wanted like",
        "--allow-origin=ftp://a.b       | --allow-origin is \"ftp://a.b\", wanted like",
        "--allow-origin=https://u@a.b   | --allow-origin is \"https://u@a.b\", wanted like",
        "--allow-origin=https://a.b:443 | --allow-origin is \"https://a.b:443\", wanted like",
        "--allow-origin=http://a.b:80   | --allow-origin is \"http://a.b:80\", wanted like",
        "--allow-origin=null            | --allow-origin is \"null\", wanted like",
      })
  void whatMakesNoSenseIsSaidWithWhatWasWanted(String arguments, String message) {
    Invocation.Wrong wrong =
        assertInstanceOf(Invocation.Wrong.class, parse(Map.of(), arguments.split(" ")));
    assertTrue(wrong.message().contains(message), wrong.message());
  }

  @Test
  void helpNamesEveryOptionAndItsDefault() {
    String help =
        assertInstanceOf(Invocation.Print.class, parse(Map.of(), "--port", "x", "--help")).text();
    for (Option option : Option.all()) {
      assertTrue(help.contains("--" + option.flag() + " "), option.flag());
      assertTrue(help.contains(option.text()), option.flag());
    }
    help.lines().forEach(line -> assertTrue(line.length() <= 150, line));
  }

  @Test
  void versionIsPrinted() {
    assertEquals(new Invocation.Print("Rejoin 0.1.0"), parse(Map.of(), "--version"));
  }

  @Test
  void everyLimitHasADefaultWithinItsBoundsAndATextWithoutAFullStop() {
    LimitTable.rows()
        .forEach(
            row -> {
              Limit limit = row.getAnnotation(Limit.class);
              assertTrue(
                  limit.min() <= limit.value() && limit.value() <= limit.max(), row.getName());
              assertTrue(!limit.text().isBlank() && !limit.text().endsWith("."), row.getName());
            });
  }

  @Test
  void aLimitOutOfItsBoundsOrOfNoNameIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Limits.DEFAULT.with("maxRanges", 0));
    assertThrows(IllegalArgumentException.class, () -> Limits.DEFAULT.with("maxFun", 1));
    assertEquals(3, Limits.DEFAULT.with("maxRanges", 3).maxRanges());
  }
}
