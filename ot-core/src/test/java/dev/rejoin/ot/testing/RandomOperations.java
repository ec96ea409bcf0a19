package dev.rejoin.ot.testing;

import dev.rejoin.ot.Attributes;
import dev.rejoin.ot.Content;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Embed;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.OperationBuilder;
import java.util.Map;
import java.util.TreeMap;

/**
 * Documents and operations from one random source. web-client has the same class: whoever changes
 * the order of the draws here changes it there, and writes the vectors anew.
 */
public final class RandomOperations {
  private static final String[] PIECES = {
    "a",
    "b",
    "z",
    " ",
    "\n",
    "\u00e9",
    "e\u0301",
    "\u05d0",
    "\u4e2d",
    "\r\n",
    "\u0000",
    "\ud83d\ude00",
    "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
    "\ufffc",
    "\"",
    "hello"
  };

  private final SplitMix64 random;
  private final DocumentType type;

  public RandomOperations(SplitMix64 random, DocumentType type) {
    this.random = random;
    this.type = type;
  }

  /** A document of up to {@code maxPieces} pieces. */
  public Content content(int maxPieces) {
    OperationBuilder inserts = Operation.builder();
    int pieces = random.below(maxPieces + 1);
    for (int i = 0; i < pieces; i++) {
      insert(inserts);
    }
    return Content.of(type, inserts.build());
  }

  /** An operation on {@code content}: often nothing, everything, or a single keystroke. */
  public Operation on(Content content) {
    String text = text(content);
    return switch (random.below(8)) {
      case 0 -> Operation.identity(text.length());
      case 1 -> replaceAll(text);
      case 2, 3 -> keystroke(text);
      default -> anything(text);
    };
  }

  private Operation replaceAll(String text) {
    OperationBuilder builder = Operation.builder();
    boolean insertFirst = random.oneIn(2);
    if (insertFirst) {
      insert(builder);
    }
    builder.delete(text.length());
    if (random.oneIn(2)) {
      insert(builder);
    }
    return builder.build();
  }

  private Operation keystroke(String text) {
    OperationBuilder builder = Operation.builder();
    int at = boundary(text, random.below(text.length() + 1));
    builder.retain(at);
    if (at < text.length() && random.oneIn(2)) {
      int end = boundary(text, at + 1);
      builder.delete(end - at);
      at = end;
    } else {
      insert(builder);
    }
    return builder.retain(text.length() - at).build();
  }

  private Operation anything(String text) {
    OperationBuilder builder = Operation.builder();
    int maxSpan = 1 + random.below(text.length() + 1);
    int position = 0;
    while (true) {
      if (random.oneIn(3)) {
        insert(builder);
      }
      if (position == text.length()) {
        return builder.build();
      }
      int end = boundary(text, Math.min(text.length(), position + 1 + random.below(maxSpan)));
      span(builder, end - position);
      position = end;
    }
  }

  private void span(OperationBuilder builder, int length) {
    switch (random.below(type == DocumentType.TEXT ? 3 : 4)) {
      case 0, 1 -> builder.retain(length);
      case 2 -> builder.delete(length);
      default -> builder.retain(length, attributes(true));
    }
  }

  private void insert(OperationBuilder builder) {
    if (type == DocumentType.TEXT) {
      builder.insert(random.oneOf(PIECES));
    } else if (random.oneIn(6)) {
      builder.insert(new Embed("image", random.oneOf("a.png", "b.png")), attributes(false));
    } else {
      builder.insert(random.oneOf(PIECES), attributes(false));
    }
  }

  private Attributes attributes(boolean removals) {
    Map<String, Object> values = new TreeMap<>();
    int choices = removals ? 4 : 3;
    value(values, "bold", new Object[] {true, true, false, null}, choices);
    value(values, "color", new Object[] {"red", "blue", "a\"b", null}, choices);
    value(values, "size", new Object[] {1L, 2L, 9007199254740991L, null}, choices);
    return Attributes.of(values);
  }

  private void value(Map<String, Object> values, String name, Object[] options, int choices) {
    if (random.oneIn(3)) {
      values.put(name, options[random.below(choices)]);
    }
  }

  /** {@code position}, or the next one if it would split a surrogate pair. */
  private static int boundary(String text, int position) {
    boolean splits =
        position > 0
            && position < text.length()
            && Character.isSurrogatePair(text.charAt(position - 1), text.charAt(position));
    return splits ? position + 1 : position;
  }

  /** The units of {@code content}, an embed as U+FFFC. */
  public static String text(Content content) {
    TextSink text = new TextSink();
    content.emit(0, content.length(), text);
    return text.toString();
  }
}
