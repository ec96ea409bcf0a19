package dev.rejoin.ot.vectors;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.testing.Notation;
import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/**
 * One case of each kind: a content, an operation and its successor, and a rival of the first. The
 * written ones are what people argue about; the random ones what they would not think of.
 */
record Case(
    DocumentType type, Content content, Operation first, Operation second, Operation rival) {
  private static final int RANDOM_CASES = 100;

  private static final String[][] WRITTEN = {
    // content, first, second, rival
    {"", "", "", ""},
    {"", "'a'", "'b' 1", "'x'"},
    {"'ab'", "1 'c' 1", "2 'd' 1", "1 'x' 1"},
    {"'ab'", "1 -1", "1 'd'", "1 'x' 1"},
    {"'ab'", "'c' -1 1", "1 'd' 1", "-1 'x' 1"},
    {"'ab'", "-1 'c' 1", "'d' 2", "'x' -1 1"},
    {"'ab'", "-2", "'d'", "1 'x' 1"},
    {"'ab'", "-2 'c'", "'d' 1", "'x' -2"},
    {"'abc'", "1 -1 1", "1 'd' 1", "2 'x' 1"},
    {"'a\uD83D\uDE00b'", "1 -2 'c' 1", "1 -1 1", "3 'x' 1"},
    {"'ab'{bold=true}", "2{bold=null}", "1{bold=true} 1", "2{bold=false}"},
    {"'ab'{bold=true}", "1 1{size=2}", "2{bold=null}", "1{size=1} 1{size=3}"},
    {"'a' <image>", "1 -1 <video>", "1{bold=true} 1", "2{bold=true}"},
  };

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (String[] written : WRITTEN) {
      Operation inserts = read(written[0]);
      DocumentType type = inserts.isPlain() ? DocumentType.TEXT : DocumentType.RICH_TEXT;
      Content content = Content.of(type, inserts);
      cases.add(new Case(type, content, read(written[1]), read(written[2]), read(written[3])));
    }
    for (long seed = 0; seed < RANDOM_CASES; seed++) {
      cases.add(random(seed));
    }
    return cases;
  }

  private static Operation read(String notation) {
    return Notation.into(Operation.builder(), notation).build();
  }

  private static Case random(long seed) {
    DocumentType type = seed % 2 == 0 ? DocumentType.TEXT : DocumentType.RICH_TEXT;
    RandomOperations operations = new RandomOperations(new SplitMix64(seed), type);
    Content content = operations.content(6);
    Operation first = operations.on(content);
    Content after = Content.of(type, content.toOperation().compose(first));
    return new Case(type, content, first, operations.on(after), operations.on(content));
  }
}
