package dev.rejoin.load.typing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import org.junit.jupiter.api.Test;

class RandomTypistTest {

  @Test
  void twoTypistsAtOneDocumentNeverMakeAnEditThatDoesNothingOrDoesNotFit() {
    Document document = Document.empty(DocumentType.TEXT);
    RandomTypist ann = new RandomTypist(1);
    RandomTypist bob = new RandomTypist(2);
    int longest = 0;
    for (int i = 0; i < 50_000; i++) {
      Operation edit = (i % 2 == 0 ? ann : bob).next(document).orElseThrow();
      assertFalse(edit.isIdentity(), "edit " + i);
      document.apply(edit);
      (i % 2 == 0 ? bob : ann).othersWrote(edit);
      longest = Math.max(longest, document.length());
    }
    assertTrue(document.text().codePoints().anyMatch(point -> point > 0xFFFF), "no emoji");
    assertTrue(longest < 6_000, "grew to " + longest);
  }

  @Test
  void sameSeedTypesTheSame() {
    assertEquals(typed(7), typed(7));
    assertFalse(typed(7).equals(typed(8)));
  }

  private static String typed(long seed) {
    Document document = Document.empty(DocumentType.TEXT);
    RandomTypist typist = new RandomTypist(seed);
    for (int i = 0; i < 200; i++) {
      document.apply(typist.next(document).orElseThrow());
    }
    return document.text();
  }
}
