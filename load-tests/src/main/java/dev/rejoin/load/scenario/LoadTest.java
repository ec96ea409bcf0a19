package dev.rejoin.load.scenario;

import dev.rejoin.load.check.Verdict;
import dev.rejoin.load.editor.Crowd;
import dev.rejoin.load.editor.EditorReport;
import dev.rejoin.load.scenario.Scenario.Ending;
import dev.rejoin.load.server.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Plays a scenario against a server and judges it. */
public final class LoadTest {
  private LoadTest() {}

  /**
   * Runs to the end.
   *
   * @param limit how long the editors may take once there is nothing more to type
   * @throws IOException if a server that was killed does not come back
   */
  public static LoadResult run(Scenario scenario, Target target, Duration limit)
      throws IOException {
    try (Crowd crowd = new Crowd(target.address())) {
      Ending ending = scenario.play(crowd, limit);
      List<EditorReport> editors = crowd.leave();
      Verdict verdict =
          scenario
              .judge(editors, target)
              .and(inTime(ending, limit))
              .and(expected(scenario, editors))
              .and(target.complaint().map(Verdict::fault).orElse(Verdict.PASS));
      return new LoadResult(Figures.of(editors), verdict);
    }
  }

  private static Verdict inTime(Ending ending, Duration limit) {
    return ending == Ending.SETTLED
        ? Verdict.PASS
        : Verdict.fault("the editors did not settle within " + limit.toSeconds() + " s");
  }

  private static Verdict expected(Scenario scenario, List<EditorReport> editors) {
    Verdict verdict = Verdict.PASS;
    for (EditorReport editor : editors) {
      if (!scenario.expectedText().orElse(editor.text()).equals(editor.text())) {
        verdict = verdict.and(Verdict.fault(editor.name() + " ended with another text"));
      }
    }
    return verdict;
  }
}
