package dev.rejoin.load.typing;

import dev.rejoin.load.editor.Typist;
import dev.rejoin.ot.Content;
import dev.rejoin.ot.Operation;
import java.util.Optional;
import java.util.Random;

/**
 * Types as people do, from a seed and without end: words letter by letter, corrections, a pasted
 * line, an emoji, and now and then somewhere else. A document that grows long gets shortened.
 */
public final class RandomTypist implements Typist {
  private static final int COMFORTABLE_LENGTH = 5_000;
  private static final int LONGEST_CUT = 400;
  private static final String LETTERS = "etaoin shrdlu cmfwyp vbgkqj xz\n";
  private static final String[] TREASURES = {"👩‍💻", "é", "שלום", "🎉", "\r\n", "\0", "漢字"};

  private final Random random;
  private final Caret caret = new Caret();

  public RandomTypist(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public Optional<Operation> next(Content document) {
    if (random.nextInt(40) == 0) {
      caret.goTo(document, random.nextInt(document.length() + 1));
    }
    int dice = random.nextInt(100);
    if (document.length() > COMFORTABLE_LENGTH) {
      caret.goTo(document, caret.position() - LONGEST_CUT);
      return Optional.of(caret.replace(document, LONGEST_CUT, letter()));
    }
    if (dice < 15 && caret.position() > 0) {
      caret.goTo(document, caret.position() - 1);
      return Optional.of(caret.replace(document, 1, ""));
    }
    if (dice < 18) {
      return Optional.of(caret.replace(document, random.nextInt(20), letter().repeat(30)));
    }
    if (dice < 20) {
      return Optional.of(caret.replace(document, 0, TREASURES[random.nextInt(TREASURES.length)]));
    }
    return Optional.of(caret.replace(document, 0, letter()));
  }

  private String letter() {
    int index = random.nextInt(LETTERS.length());
    return LETTERS.substring(index, index + 1);
  }

  @Override
  public void othersWrote(Operation operation) {
    caret.movedThrough(operation);
  }
}
