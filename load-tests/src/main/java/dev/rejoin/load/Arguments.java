package dev.rejoin.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options of the form {@code --name value} and {@code --name=value}, as they were given. */
final class Arguments {
  private final Map<String, String> values = new HashMap<>();

  /**
   * Takes the options apart.
   *
   * @param flags the options that have no value
   * @param valued the options that have one
   * @throws IllegalArgumentException for anything else
   */
  Arguments(List<String> arguments, List<String> flags, List<String> valued) {
    List<String> rest = new ArrayList<>();
    for (String argument : arguments) {
      // --name=value is --name value.
      rest.addAll(
          argument.startsWith("--") ? Arrays.asList(argument.split("=", 2)) : List.of(argument));
    }
    for (int i = 0; i < rest.size(); i++) {
      String name = rest.get(i);
      if (flags.contains(name)) {
        values.put(name, "");
      } else if (!valued.contains(name)) {
        throw new IllegalArgumentException("there is no option " + name);
      } else if (i + 1 == rest.size()) {
        throw new IllegalArgumentException(name + " wants a value");
      } else {
        values.put(name, rest.get(++i));
      }
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  int number(String name, int otherwise, int min) {
    String given = values.get(name);
    if (given == null) {
      return otherwise;
    }
    int number;
    try {
      number = Integer.parseInt(given);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " wants a number, got " + given, e);
    }
    if (number < min) {
      throw new IllegalArgumentException(name + " is " + number + ", the least is " + min);
    }
    return number;
  }
}
