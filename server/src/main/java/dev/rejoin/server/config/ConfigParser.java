package dev.rejoin.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a command line and an environment into a configuration, or says what is wrong with them.
 */
final class ConfigParser {
  private static final Pattern HOST_NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
  private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,8})([dhms])");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "d", ChronoUnit.DAYS,
          "h", ChronoUnit.HOURS,
          "m", ChronoUnit.MINUTES,
          "s", ChronoUnit.SECONDS);

  private final Map<String, String> environment;
  private final Map<String, List<String>> flags = new LinkedHashMap<>();

  ConfigParser(Map<String, String> environment) {
    this.environment = environment;
  }

  Invocation parse(List<String> arguments) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      return new Invocation.Print(Help.text());
    }
    if (arguments.contains("--version")) {
      return new Invocation.Print("Rejoin " + Version.TEXT);
    }
    try {
      takeFlags(arguments);
      return new Invocation.Run(config());
    } catch (IllegalArgumentException e) {
      return new Invocation.Wrong(e.getMessage() + " (--help lists the options)");
    }
  }

  /** {@code --flag value} or {@code --flag=value}. */
  private void takeFlags(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        throw new IllegalArgumentException("\"" + argument + "\" is no option");
      }
      int equals = argument.indexOf('=');
      String flag = argument.substring(2, equals < 0 ? argument.length() : equals);
      requireKnown(flag);
      if (equals < 0 && i + 1 == arguments.size()) {
        throw new IllegalArgumentException("--" + flag + " has no value");
      }
      String value = equals < 0 ? arguments.get(++i) : argument.substring(equals + 1);
      flags.computeIfAbsent(flag, key -> new ArrayList<>()).add(value);
    }
  }

  private static void requireKnown(String flag) {
    if (Option.all().stream().noneMatch(option -> option.flag().equals(flag))) {
      throw new IllegalArgumentException("there is no option --" + flag);
    }
  }

  private ServerConfig config() {
    return new ServerConfig(
        value(Option.HOST),
        integer(Option.PORT, 0, 65_535),
        path(Option.DATA),
        store(),
        origins(),
        hosts(),
        isOn(Option.OFFLINE_APP),
        keepHistory(),
        limits());
  }

  private Limits limits() {
    Map<String, Integer> given = new LinkedHashMap<>();
    LimitTable.rows()
        .forEach(
            row -> {
              Limit limit = row.getAnnotation(Limit.class);
              given.put(row.getName(), integer(Option.of(row), limit.min(), limit.max()));
            });
    return LimitTable.make(given);
  }

  private Optional<Duration> keepHistory() {
    String value = value(Option.KEEP_HISTORY);
    Matcher time = TIME.matcher(value);
    if (value.equals("forever")) {
      return Optional.empty();
    }
    if (!time.matches()) {
      throw wrong(Option.KEEP_HISTORY, value, "forever, or a number and d, h, m or s, like 90d");
    }
    return Optional.of(Duration.of(Long.parseLong(time.group(1)), UNITS.get(time.group(2))));
  }

  private StoreKind store() {
    String value = value(Option.STORE);
    for (StoreKind kind : StoreKind.values()) {
      if (kind.wireName().equals(value)) {
        return kind;
      }
    }
    throw wrong(Option.STORE, value, "sqlite or memory");
  }

  private boolean isOn(Option option) {
    String value = value(option);
    return switch (value) {
      case "on" -> true;
      case "off" -> false;
      default -> throw wrong(option, value, "on or off");
    };
  }

  private Path path(Option option) {
    String value = value(option);
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("--" + option.flag() + ": " + e.getMessage(), e);
    }
  }

  private Set<String> origins() {
    return listed(Option.ALLOW_ORIGIN, ConfigParser::origin);
  }

  private Set<String> hosts() {
    return listed(Option.ALLOW_HOST, ConfigParser::host);
  }

  /** All values of an option that may be repeated, or hold several with commas between. */
  private Set<String> listed(Option option, UnaryOperator<String> check) {
    Set<String> all = new LinkedHashSet<>();
    for (String values : values(option)) {
      for (String value : values.split(",")) {
        if (!value.isBlank()) {
          all.add(check.apply(value.strip()));
        }
      }
    }
    return all;
  }

  /** A name as it stands in an address, without port; or the star. */
  private static String host(String value) {
    String name = value.toLowerCase(Locale.ROOT);
    if (!name.equals("*") && !HOST_NAME.matcher(name).matches()) {
      throw wrong(Option.ALLOW_HOST, value, "like notes.example.org, without port; or *");
    }
    return name;
  }

  /** An origin as browsers send it, to the letter: it is compared, never interpreted. */
  private static String origin(String value) {
    try {
      URI uri = new URI(value);
      if (value.equals(asBrowsersSendIt(uri))) {
        return value;
      }
    } catch (URISyntaxException e) {
      throw wrong(Option.ALLOW_ORIGIN, value, "like https://example.org: " + e.getMessage());
    }
    throw wrong(Option.ALLOW_ORIGIN, value, "like https://example.org, without path or case");
  }

  /**
   * Scheme, host in lower case, and the port unless it is the scheme's; null if it is no origin.
   */
  private static String asBrowsersSendIt(URI uri) {
    boolean secure = "https".equals(uri.getScheme());
    if ((!secure && !"http".equals(uri.getScheme())) || uri.getHost() == null) {
      return null;
    }
    boolean usualPort = uri.getPort() < 0 || uri.getPort() == (secure ? 443 : 80);
    return uri.getScheme()
        + "://"
        + uri.getHost().toLowerCase(Locale.ROOT)
        + (usualPort ? "" : ":" + uri.getPort());
  }

  private int integer(Option option, int min, int max) {
    String value = value(option);
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(option, value, min + " to " + max);
    }
    throw wrong(option, value, min + " to " + max);
  }

  private static IllegalArgumentException wrong(Option option, String got, String wanted) {
    return new IllegalArgumentException(
        "--" + option.flag() + " is \"" + got + "\", wanted " + wanted);
  }

  /** The only value; given twice, it is wrong rather than the last one winning. */
  private String value(Option option) {
    List<String> values = values(option);
    if (values.size() > 1) {
      throw new IllegalArgumentException("--" + option.flag() + " is given twice");
    }
    return values.get(0);
  }

  private List<String> values(Option option) {
    if (flags.containsKey(option.flag())) {
      return flags.get(option.flag());
    }
    String fromEnvironment = environment.get(option.variable());
    return List.of(fromEnvironment == null ? option.defaultValue() : fromEnvironment);
  }
}
