package dev.rejoin.ot.sync.simulation;

import dev.rejoin.ot.Attributes;
import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Embed;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.OperationBuilder;
import java.util.Map;
import java.util.TreeMap;

/** What people do to a document: mostly they type, mostly where others type too. */
final class Edits {
  private final World world;

  Edits(World world) {
    this.world = world;
  }

  void one(Person person) {
    if (world.random.oneIn(3)) {
      person.moveCaret(place(person.local));
    }
    String text = person.local.text();
    int at = boundary(text, person.caret());
    int end = boundary(text, Math.min(text.length(), at + world.random.below(4)));
    person.edit(
        switch (world.random.below(world.log.type == DocumentType.TEXT ? 8 : 10)) {
          case 0, 1 -> replacement(text, at, end, "");
          case 2 -> replacement(text, at, end, world.letters.fresh(2));
          case 3 -> everything(text);
          case 8, 9 -> decoration(text, at, end);
          default -> replacement(text, at, at, world.letters.fresh(1 + world.random.below(3)));
        });
  }

  /** Start, middle and end are where everybody is; anywhere is where somebody is. */
  private int place(Document document) {
    int length = document.length();
    return switch (world.random.below(4)) {
      case 0 -> 0;
      case 1 -> length / 2;
      case 2 -> length;
      default -> world.random.below(length + 1);
    };
  }

  private Operation replacement(String text, int at, int end, String letters) {
    world.letters.delete(text.substring(at, end));
    boolean deleteFirst = world.random.oneIn(2);
    OperationBuilder builder = Operation.builder().retain(at);
    if (deleteFirst) {
      builder.delete(end - at);
    }
    insert(builder, letters);
    if (!deleteFirst) {
      builder.delete(end - at);
    }
    return builder.retain(text.length() - end).build();
  }

  private void insert(OperationBuilder builder, String letters) {
    if (world.log.type == DocumentType.TEXT || world.random.oneIn(2)) {
      builder.insert(letters);
    } else {
      builder.insert(letters, Attributes.of(new TreeMap<>(Map.of("bold", true))));
    }
  }

  /** Everything is deleted, but not often. */
  private Operation everything(String text) {
    return world.random.oneIn(8)
        ? replacement(text, 0, text.length(), world.letters.fresh(1))
        : Operation.identity(text.length());
  }

  private Operation decoration(String text, int at, int end) {
    OperationBuilder builder = Operation.builder().retain(at);
    if (world.random.oneIn(3)) {
      builder.insert(new Embed("image", "x"), Attributes.NONE);
    }
    Map<String, Object> values = new TreeMap<>();
    values.put("bold", world.random.oneOf(true, false, null));
    values.put("size", (long) world.random.below(3));
    builder.retain(end - at, Attributes.of(values));
    return builder.retain(text.length() - end).build();
  }

  /** {@code position}, or the next one if that would split a surrogate pair. */
  private static int boundary(String text, int position) {
    boolean splits =
        position > 0
            && position < text.length()
            && Character.isSurrogatePair(text.charAt(position - 1), text.charAt(position));
    return splits ? position + 1 : position;
  }
}
