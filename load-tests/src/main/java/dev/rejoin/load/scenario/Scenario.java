package dev.rejoin.load.scenario;

import dev.rejoin.load.check.Verdict;
import dev.rejoin.load.editor.Crowd;
import dev.rejoin.load.editor.EditorReport;
import dev.rejoin.load.server.HttpReader;
import dev.rejoin.load.server.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One way to put a server under load. */
public interface Scenario {

  /** For people: what happens in it. */
  String description();

  /**
   * Seats the editors and lets them work until all is typed and acknowledged.
   *
   * @throws IOException if the server cannot be started again
   */
  Ending play(Crowd crowd, Duration limit) throws IOException;

  /** The text that the document must end with, where the scenario knows it. */
  default Optional<String> expectedText() {
    return Optional.empty();
  }

  /** Compares what was stored with what the editors were promised. */
  default Verdict judge(List<EditorReport> editors, Target target) {
    return StoredLogs.check(editors, new HttpReader(target.address())::read);
  }

  /** How it came to its end. */
  enum Ending {
    /** Nothing is left to do, or an editor had to stop. */
    SETTLED,
    OUT_OF_TIME;

    static Ending of(boolean settled) {
      return settled ? SETTLED : OUT_OF_TIME;
    }
  }
}
