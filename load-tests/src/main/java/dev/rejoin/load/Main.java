package dev.rejoin.load;

import dev.rejoin.load.Trace.Transaction;
import dev.rejoin.load.check.Verdict;
import dev.rejoin.load.scenario.LoadResult;
import dev.rejoin.load.scenario.LoadTest;
import dev.rejoin.load.scenario.Rejoining;
import dev.rejoin.load.scenario.Restarting;
import dev.rejoin.load.scenario.Scenario;
import dev.rejoin.load.scenario.TraceReplay;
import dev.rejoin.load.scenario.Typing;
import dev.rejoin.load.server.OwnServer;
import dev.rejoin.load.server.ServerOptions;
import dev.rejoin.load.server.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The load tester: {@code load-tests/load --help}. */
public final class Main {
  static final int PASSED = 0;
  static final int FAILED = 1;
  static final int WRONG = 2;

  /** Enough editors for a conversation, in the scenario that cuts them off. */
  private static final int REJOINING_EDITORS_PER_DOCUMENT = 4;

  private static final int EVENTS_BETWEEN_KILLS = 2_000;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  static int run(List<String> arguments) {
    if (arguments.isEmpty() || arguments.contains("--help")) {
      System.out.print(Options.HELP);
      return arguments.isEmpty() ? WRONG : PASSED;
    }
    try {
      return play(Options.parse(arguments));
    } catch (IllegalArgumentException | IOException e) {
      System.err.println("load: " + e.getMessage());
      return WRONG;
    }
  }

  private static int play(Options options) throws IOException {
    if (options.play() == Options.Play.KILL) {
      return kill(options);
    }
    // Read first: a trace that is not there starts no server.
    Scenario scenario = scenario(options);
    try (Target target = target(options)) {
      return play(options, scenario, target);
    }
  }

  private static int kill(Options options) throws IOException {
    try (OwnServer server = OwnServer.start(options.store(), ServerOptions::forTests)) {
      Scenario scenario =
          new Restarting(
              server,
              Restarting.Way.KILLED,
              options.editors(),
              options.kills(),
              EVENTS_BETWEEN_KILLS,
              options.seed());
      return play(options, scenario, server);
    }
  }

  private static Target target(Options options) throws IOException {
    return options.url().isPresent()
        ? new Target.Given(options.url().get())
        : OwnServer.start(options.store(), ServerOptions::forLoad);
  }

  private static int play(Options options, Scenario scenario, Target target) {
    System.out.println(scenario.description() + "; " + target.description());
    Verdict verdict;
    try {
      LoadResult result = LoadTest.run(scenario, target, options.limit());
      System.out.print(result.figures());
      verdict = result.verdict();
    } catch (IOException e) {
      verdict = Verdict.fault(e.toString());
    }
    System.out.println("VERDICT: " + verdict);
    return verdict.passed() ? PASSED : FAILED;
  }

  private static Scenario scenario(Options options) throws IOException {
    int editors = options.editors();
    return switch (options.play()) {
      case TRACE -> replay(options);
      case TYPING -> typing(options, 2);
      case HOT_DOCUMENT -> typing(options, editors);
      case REJOIN ->
          new Rejoining(
              editors,
              REJOINING_EDITORS_PER_DOCUMENT,
              options.pace(),
              options.time(),
              options.seed());
      case KILL -> throw new AssertionError("has a server of its own");
    };
  }

  private static Scenario typing(Options options, int editorsPerDocument) {
    return new Typing(
        options.editors(), editorsPerDocument, options.pace(), options.time(), options.seed());
  }

  private static Scenario replay(Options options) throws IOException {
    String name = options.trace().orElseThrow();
    Trace trace =
        Files.exists(Path.of(name)) ? TraceReader.read(Path.of(name)) : TraceReader.bundled(name);
    if (trace.transactions().stream().map(Transaction::agent).distinct().count() > 1) {
      throw new IOException(name + " has several authors; only a flat trace can be replayed");
    }
    return new TraceReplay(name, trace, options.edits(), options.editors(), options.pace());
  }
}
