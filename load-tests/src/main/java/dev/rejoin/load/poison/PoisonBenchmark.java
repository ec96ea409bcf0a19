package dev.rejoin.load.poison;

import dev.rejoin.load.editor.Crowd;
import dev.rejoin.load.editor.EditorReport;
import dev.rejoin.load.editor.EditorSettings;
import dev.rejoin.load.editor.Pace;
import dev.rejoin.load.editor.Waiting;
import dev.rejoin.load.scenario.Latencies;
import dev.rejoin.load.server.OwnServer;
import dev.rejoin.load.server.ServerOptions;
import dev.rejoin.load.typing.RandomTypist;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Promise I2 with a stopwatch: phases with and without a poison by turns, in one run, and the
 * median of the ratios of their p99. Arguments: how many pairs of phases, and seconds a phase.
 */
public final class PoisonBenchmark {
  private static final int OTHERS = 99;
  private static final int EDITS_PER_SECOND = 10;
  private static final Duration COMING = Duration.ofSeconds(60);
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  private final OwnServer server;
  private final int pairs;
  private final Duration phase;
  private final List<Phase> phases = new ArrayList<>();

  private PoisonBenchmark(OwnServer server, int pairs, Duration phase) {
    this.server = server;
    this.pairs = pairs;
    this.phase = phase;
  }

  /** A time in which a poison was there, or, before it, was not. */
  private record Phase(Poison poison, boolean poisoned, long fromNanos, long toNanos) {

    double p99(List<EditorReport> editors) {
      return Latencies.of(
              editors.stream()
                  .flatMapToLong(editor -> editor.traffic().latenciesNanos(fromNanos, toNanos)))
          .millis(990);
    }
  }

  public static void main(String... arguments) throws IOException {
    int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    OwnServer.Choice options =
        (store, data) -> {
          Prepared.in(data);
          return ServerOptions.forLoad(store, data).withMain(PoisonedServer.class).withUsualRates();
        };
    try (OwnServer server = OwnServer.start("sqlite", options)) {
      new PoisonBenchmark(server, pairs, Duration.ofSeconds(seconds)).run();
    }
  }

  private void run() throws IOException {
    List<EditorReport> editors;
    try (Crowd crowd = new Crowd(server.address());
        PoisonerProcess poisoner = new PoisonerProcess(server.address())) {
      for (int i = 0; i < OTHERS; i++) {
        Pace pace = Pace.perSecond(EDITS_PER_SECOND);
        crowd.join(
            new EditorSettings("Editor " + i, "doc" + i, String.format("%022d", i), pace, i),
            new RandomTypist(i));
      }
      if (!crowd.awaitOpened(COMING)) {
        throw new IllegalStateException("the editors did not come");
      }
      Waiting.until(WARM_UP, () -> false);
      for (Poison poison : Poison.values()) {
        warmUp(poisoner, poison);
        for (int pair = 0; pair < pairs; pair++) {
          System.err.printf("%s, pair %d of %d%n", title(poison), pair + 1, pairs);
          measure(poison, false);
          poisoner.come(poison);
          measure(poison, true);
          poisoner.go();
        }
      }
      editors = crowd.leave();
    }
    print(editors);
  }

  /** What is compiled and loaded the first time is not what is measured. */
  private void warmUp(PoisonerProcess poisoner, Poison poison) throws IOException {
    poisoner.come(poison);
    Waiting.until(phase, () -> false);
    poisoner.go();
  }

  private void measure(Poison poison, boolean poisoned) {
    long from = System.nanoTime();
    Waiting.until(phase, () -> false);
    phases.add(new Phase(poison, poisoned, from, System.nanoTime()));
  }

  private void print(List<EditorReport> editors) {
    System.out.println("| one document | p99 of 99 others without | with | median ratio |");
    System.out.println("|---|---:|---:|---:|");
    for (Poison poison : Poison.values()) {
      List<Double> without = p99(editors, poison, false);
      List<Double> with = p99(editors, poison, true);
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < pairs; i++) {
        ratios.add(with.get(i) / without.get(i));
      }
      System.out.printf(
          Locale.ROOT,
          "| %s | %.2f ms | %.2f ms | %.2f |%n",
          title(poison),
          median(without),
          median(with),
          median(ratios));
    }
  }

  private static String title(Poison poison) {
    return poison.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private List<Double> p99(List<EditorReport> editors, Poison poison, boolean poisoned) {
    return phases.stream()
        .filter(each -> each.poison() == poison && each.poisoned() == poisoned)
        .map(each -> each.p99(editors))
        .toList();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
