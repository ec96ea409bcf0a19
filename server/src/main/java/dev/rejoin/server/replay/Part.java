package dev.rejoin.server.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One value of a bundle and where it stands: every complaint names the place. */
record Part(String path, Object value) {
  private static final int MAX_QUOTED = 40;

  /** Reads one item of a list. */
  interface Read<T> {
    T of(Part part) throws BundleException;
  }

  /** Its members, none but these; those that end with {@code ?} may be missing. */
  Part only(String... names) throws BundleException {
    Set<String> known = new java.util.HashSet<>();
    for (String name : names) {
      boolean optional = name.endsWith("?");
      String plain = optional ? name.substring(0, name.length() - 1) : name;
      known.add(plain);
      if (!optional && !members().containsKey(plain)) {
        throw new BundleException(path + " has no " + plain);
      }
    }
    for (String name : members().keySet()) {
      if (!known.contains(name)) {
        throw new BundleException(path + " has " + name + ", which this version does not know");
      }
    }
    return this;
  }

  boolean has(String name) throws BundleException {
    return members().get(name) != null;
  }

  Part at(String name) throws BundleException {
    return new Part(path + "." + name, members().get(name));
  }

  Optional<Part> optional(String name) throws BundleException {
    return has(name) ? Optional.of(at(name)) : Optional.empty();
  }

  long integer(String name, long min, long max) throws BundleException {
    return at(name).integer(min, max);
  }

  OptionalLong optionalInteger(String name, long min, long max) throws BundleException {
    return has(name) ? OptionalLong.of(integer(name, min, max)) : OptionalLong.empty();
  }

  String text(String name) throws BundleException {
    return at(name).text();
  }

  Optional<String> optionalText(String name) throws BundleException {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  boolean truth(String name) throws BundleException {
    Part part = at(name);
    if (part.value instanceof Boolean truth) {
      return truth;
    }
    throw part.wrong("true or false");
  }

  long integer(long min, long max) throws BundleException {
    if (value instanceof Long number && number >= min && number <= max) {
      return number;
    }
    throw wrong("a whole number from " + min + " to " + max);
  }

  String text() throws BundleException {
    if (value instanceof String text) {
      return text;
    }
    throw wrong("a string");
  }

  <T> List<T> list(Read<T> read) throws BundleException {
    if (!(value instanceof List<?> items)) {
      throw wrong("a list");
    }
    List<T> made = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      made.add(read.of(new Part(path + "[" + i + "]", items.get(i))));
    }
    return made;
  }

  /** What was got and what was wanted. */
  BundleException wrong(String wanted) {
    return new BundleException(path + " is " + shown() + ", wanted " + wanted);
  }

  private String shown() {
    if (value instanceof Map<?, ?>) {
      return "an object";
    }
    if (value instanceof List<?> items) {
      return "a list of " + items.size();
    }
    if (value instanceof String text) {
      // Of a long string, only how long it is: it may be somebody's text.
      return text.length() > MAX_QUOTED ? "a string of " + text.length() : "\"" + text + "\"";
    }
    return value == null ? "nothing" : value.toString();
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> members() throws BundleException {
    if (value instanceof Map<?, ?>) {
      return (Map<String, Object>) value;
    }
    throw wrong("an object");
  }
}
