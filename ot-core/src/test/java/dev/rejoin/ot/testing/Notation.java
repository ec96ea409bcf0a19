package dev.rejoin.ot.testing;

import dev.rejoin.ot.Attributes;
import dev.rejoin.ot.Embed;
import dev.rejoin.ot.OperationSink;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Operations as one reads them in a table: {@code 2 'ab' -1} keeps two, inserts "ab", deletes one.
 * Attributes follow in braces, {@code 2{bold=true,color=null}}; an embed is {@code <image>}.
 */
public final class Notation {
  private static final Pattern COMPONENT =
      Pattern.compile("\\s*(?:(-?\\d+)|'([^']*)'|<(\\w+)>)(?:\\{([^}]*)})?");

  private Notation() {}

  /**
   * Gives the components of {@code notation} to {@code sink}, mended or not: that is the sink's.
   */
  public static <S extends OperationSink> S into(S sink, String notation) {
    Matcher matcher = COMPONENT.matcher(notation);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      component(matcher, sink);
      end = matcher.end();
    }
    if (!notation.substring(end).isBlank()) {
      throw new IllegalArgumentException("cannot read \"" + notation + "\" from " + end);
    }
    return sink;
  }

  private static void component(Matcher matcher, OperationSink sink) {
    Attributes attributes = attributes(matcher.group(4));
    if (matcher.group(2) != null) {
      sink.insert(matcher.group(2), attributes);
    } else if (matcher.group(3) != null) {
      sink.insert(new Embed(matcher.group(3), "x"), attributes);
    } else if (matcher.group(1).startsWith("-")) {
      sink.delete(-Integer.parseInt(matcher.group(1)));
    } else {
      sink.retain(Integer.parseInt(matcher.group(1)), attributes);
    }
  }

  private static Attributes attributes(String braces) {
    Map<String, Object> values = new TreeMap<>();
    if (braces != null) {
      for (String pair : braces.split(",")) {
        String[] nameAndValue = pair.split("=");
        values.put(nameAndValue[0], value(nameAndValue[1]));
      }
    }
    return Attributes.of(values);
  }

  private static Object value(String text) {
    return switch (text) {
      case "null" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> text.matches("\\d+") ? (Object) Long.valueOf(text) : text;
    };
  }
}
