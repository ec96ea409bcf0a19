package dev.rejoin.load.scenario;

import dev.rejoin.load.editor.Crowd;
import dev.rejoin.load.editor.Pace;
import dev.rejoin.load.editor.Waiting;
import dev.rejoin.load.typing.RandomTypist;
import java.time.Duration;

/**
 * People type for a while.
 *
 * @param editorsPerDocument 2: pairs; as many as there are editors: one hot document
 */
public record Typing(int editors, int editorsPerDocument, Pace pace, Duration time, long seed)
    implements Scenario {

  @Override
  public String description() {
    return editors + " editors type, " + editorsPerDocument + " in a document, seed " + seed;
  }

  @Override
  public Ending play(Crowd crowd, Duration limit) {
    Seats seats = new Seats(crowd, seed);
    for (int editor = 0; editor < editors; editor++) {
      seats.take(editor / editorsPerDocument, pace, new RandomTypist(seed * 1_000 + editor));
    }
    if (!crowd.awaitOpened(limit)) {
      return Ending.OUT_OF_TIME;
    }
    Waiting.until(time, crowd::hasFailure);
    crowd.finish();
    return Ending.of(crowd.awaitSettled(limit));
  }
}
