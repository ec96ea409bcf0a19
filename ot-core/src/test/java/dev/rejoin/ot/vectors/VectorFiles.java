package dev.rejoin.ot.vectors;

import static dev.rejoin.ot.testing.JsonPrinter.json;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Stickiness;
import dev.rejoin.ot.Transformed;
import dev.rejoin.ot.testing.RandomOperations;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The text of every vector file, by name. A case is one line, so a change is a readable diff. */
final class VectorFiles {
  private static final int SEEDS = 20_000;
  private static final int BLOCK = 100;
  private static final int MANY_SEEDS = 1_000_000;
  private static final int LONG_BLOCK = 10_000;

  private VectorFiles() {}

  static Map<String, String> all() {
    Map<String, String> files = new TreeMap<>();
    files.put("apply.json", file(text(), VectorFiles::apply));
    files.put("compose.json", file(Case.all(), VectorFiles::compose));
    files.put("transform.json", file(Case.all(), VectorFiles::transform));
    files.put("invert.json", file(Case.all(), VectorFiles::invert));
    files.put("positions.json", file(Case.all(), VectorFiles::positions));
    files.put("refused.json", file(Refused.all(), Refused::toJson));
    files.put("digests.json", digests(SEEDS, BLOCK));
    return files;
  }

  /** The file for which only the long tier has the time, by name. */
  static Map<String, String> ofManySeeds() {
    return Map.of("many-digests.json", digests(MANY_SEEDS, LONG_BLOCK));
  }

  private static <T> String file(List<T> cases, Function<T, String> line) {
    return cases.stream().map(line).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
  }

  private static List<Case> text() {
    return Case.all().stream().filter(one -> one.type() == DocumentType.TEXT).toList();
  }

  private static String apply(Case one) {
    String before = RandomOperations.text(one.content());
    return object("before", json(before), "operation", json(one.first()))
        .add(member("after", json(one.first().apply(before))))
        .toString();
  }

  private static String compose(Case one) {
    return object("first", json(one.first()), "second", json(one.second()))
        .add(member("composed", json(one.first().compose(one.second()))))
        .toString();
  }

  private static String transform(Case one) {
    Transformed moved = Operation.transform(one.first(), one.rival());
    return object("earlier", json(one.first()), "later", json(one.rival()))
        .add(member("earlierAfterLater", json(moved.earlier())))
        .add(member("laterAfterEarlier", json(moved.later())))
        .toString();
  }

  private static String invert(Case one) {
    return object("content", json(one.content()), "operation", json(one.first()))
        .add(member("inverse", json(one.first().invert(one.content()))))
        .toString();
  }

  private static String positions(Case one) {
    return object("operation", json(one.first()), "left", moved(one.first(), Stickiness.LEFT))
        .add(member("right", moved(one.first(), Stickiness.RIGHT)))
        .toString();
  }

  /** Where each position from 0 to the base length goes. */
  private static String moved(Operation operation, Stickiness stickiness) {
    return IntStream.rangeClosed(0, operation.baseLength())
        .mapToObj(before -> Integer.toString(operation.movePosition(before, stickiness)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String digests(int seeds, int block) {
    String numbers =
        LongStream.range(0, seeds / block)
            .parallel()
            .mapToObj(index -> Long.toString(CrossCheck.digest(index * block, block)))
            .collect(Collectors.joining(",\n  ", "[\n  ", "\n]"));
    return object("seeds", Integer.toString(seeds), "block", Integer.toString(block))
            .add(member("digests", numbers))
        + "\n";
  }

  private static StringJoiner object(String name, String value, String next, String nextValue) {
    return new StringJoiner(", ", "{", "}").add(member(name, value)).add(member(next, nextValue));
  }

  private static String member(String name, String value) {
    return json(name) + ": " + value;
  }
}
