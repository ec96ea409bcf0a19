package dev.rejoin.server.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command line behind the name of a command. */
final class Flags {
  private final Map<String, String> values = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  /**
   * Reads {@code --flag value}, {@code --flag=value}, {@code --switch} and words.
   *
   * @throws IllegalArgumentException if there is anything else
   */
  Flags(List<String> arguments, Set<String> flags, Set<String> switches) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!argument.startsWith("--")) {
        words.add(argument);
      } else if (switches.contains(argument)) {
        put(argument, "");
      } else if (!flags.contains(name)) {
        throw new IllegalArgumentException("there is no option " + name);
      } else if (equals >= 0) {
        put(name, argument.substring(equals + 1));
      } else if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(name + " has no value");
      } else {
        put(name, arguments.get(++i));
      }
    }
  }

  private void put(String name, String value) {
    if (values.put(name, value) != null) {
      throw new IllegalArgumentException(name + " is given twice");
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Path path(String name) {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  long number(String name) {
    String value = values.get(name);
    if (value == null || !value.matches("[0-9]{1,15}")) {
      throw new IllegalArgumentException(name + " is no number: " + value);
    }
    return Long.parseLong(value);
  }

  /** The only word, if there is one. */
  Optional<String> word() {
    if (words.size() > 1) {
      throw new IllegalArgumentException("\"" + words.get(1) + "\" is too much");
    }
    return words.stream().findFirst();
  }

  void requireNoWord() {
    if (!words.isEmpty()) {
      throw new IllegalArgumentException("\"" + words.get(0) + "\" is too much");
    }
  }
}
