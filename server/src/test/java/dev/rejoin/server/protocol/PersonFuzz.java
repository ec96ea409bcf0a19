package dev.rejoin.server.protocol;

import dev.rejoin.server.fuzz.FuzzTarget;
import dev.rejoin.server.fuzz.Properties;
import java.util.List;
import java.util.function.Function;

/** Names and colours of people, which are shown to others. */
public final class PersonFuzz {

  /** A control, a line's end, half a pair, nothing at all, or what turns the text over. */
  private static final String NOT_TO_BE_SHOWN =
      "(?s).*[\\p{Cc}\\p{Cs}\\p{Cn}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069].*";

  public static final FuzzTarget SOUND = target(PersonName::of);

  /** Puts something else in the place of what cannot be shown, instead of refusing it. */
  public static final FuzzTarget PLANTED =
      target(typed -> PersonName.of(typed.replaceAll("\\p{Cc}", "?")));

  public static final List<byte[]> SEEDS =
      Properties.seeds(
          "Ada", " Zo\u00eb ", "\ud83d\ude00", "a\tb", "\u202ea", "#aabbcc", "x".repeat(65));

  private PersonFuzz() {}

  private static FuzzTarget target(Function<String, PersonName> reader) {
    return input -> {
      String typed = Properties.utf8(input).orElse("");
      try {
        PersonName name = reader.apply(typed);
        Properties.require(name.text().equals(typed.strip()), "the name changed: " + name);
        Properties.require(!name.text().matches(NOT_TO_BE_SHOWN), "to be shown: " + name);
        Properties.require(reader.apply(name.text()).equals(name), "not the same twice: " + name);
        int units = name.text().length();
        Properties.require(units >= 1 && units <= PersonName.MAX_LENGTH, units + " units");
      } catch (IllegalArgumentException refused) {
        Properties.require(!refused.getMessage().isEmpty(), "a refusal without a reason");
      }
      checkColor(typed);
    };
  }

  private static void checkColor(String text) {
    boolean right = text.matches("#[0-9A-Fa-f]{6}");
    try {
      Properties.require(new Color(text).text().equals(text) && right, "a colour: " + text);
    } catch (IllegalArgumentException refused) {
      Properties.require(!right, "no colour: " + text);
    }
  }
}
