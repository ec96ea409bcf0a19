package dev.rejoin.ot.testing;

import dev.rejoin.ot.Attributes;
import dev.rejoin.ot.Content;
import dev.rejoin.ot.Embed;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.OperationSink;
import java.util.StringJoiner;

/** Writes operations in their JSON form, character for character as JSON.stringify would. */
public final class JsonPrinter implements OperationSink {
  private final StringJoiner components = new StringJoiner(",", "[", "]");

  private JsonPrinter() {}

  public static String json(Operation operation) {
    JsonPrinter printer = new JsonPrinter();
    operation.emitTo(printer);
    return printer.components.toString();
  }

  public static String json(Content content) {
    JsonPrinter printer = new JsonPrinter();
    content.emit(0, content.length(), printer);
    return printer.components.toString();
  }

  @Override
  public void retain(int length, Attributes attributes) {
    add("r", Integer.toString(length), attributes);
  }

  @Override
  public void insert(String text, Attributes attributes) {
    add("i", json(text), attributes);
  }

  @Override
  public void insert(Embed embed, Attributes attributes) {
    String object = "{" + json(embed.kind()) + ":" + json(embed.value()) + "}";
    components.add("{\"i\":" + object + suffix(attributes) + "}");
  }

  @Override
  public void delete(int length) {
    components.add("-" + length);
  }

  private void add(String key, String value, Attributes attributes) {
    components.add(
        attributes.isEmpty() ? value : "{\"" + key + "\":" + value + suffix(attributes) + "}");
  }

  private static String suffix(Attributes attributes) {
    if (attributes.isEmpty()) {
      return "";
    }
    StringJoiner pairs = new StringJoiner(",", ",\"a\":{", "}");
    attributes.asMap().forEach((name, value) -> pairs.add(json(name) + ":" + json(value)));
    return pairs.toString();
  }

  /** A string, boolean, number or null. */
  public static String json(Object value) {
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char unit : text.toCharArray()) {
      switch (unit) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (unit < ' ') {
            out.append(String.format("\\u%04x", (int) unit));
          } else {
            out.append(unit);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
