package dev.rejoin.load.scenario;

import dev.rejoin.load.Trace;
import dev.rejoin.load.editor.Crowd;
import dev.rejoin.load.editor.Pace;
import dev.rejoin.load.typing.Burst;
import dev.rejoin.load.typing.TraceTypist;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Several editors type one recorded trace together. One alone must end with the trace's own text.
 *
 * @param name of the trace, for people
 * @param edits how many of its edits, from the first
 */
public record TraceReplay(String name, Trace trace, int edits, int editors, Pace pace)
    implements Scenario {

  @Override
  public String description() {
    return "trace " + name + ", " + editors + (editors == 1 ? " editor" : " editors");
  }

  @Override
  public Ending play(Crowd crowd, Duration limit) {
    Seats seats = new Seats(crowd, 0);
    for (List<Burst> share : Burst.shares(Burst.of(trace, edits), editors)) {
      seats.take(1, pace, new TraceTypist(share));
    }
    return Ending.of(crowd.awaitSettled(limit));
  }

  @Override
  public Optional<String> expectedText() {
    return editors == 1 ? Optional.of(trace.textAfter(edits)) : Optional.empty();
  }
}
