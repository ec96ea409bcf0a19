package dev.rejoin.load.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs the benchmarks of this package and prints a table: the best, the median and the worst
 * iteration of all forks, and the best in processor time. On a machine that others use too the
 * latter says most about the code, and its distance to the others how busy the machine was. Takes
 * the arguments of JMH.
 */
public final class Report {
  private Report() {}

  public static void main(String... arguments) throws CommandLineOptionException, RunnerException {
    CommandLineOptions given = new CommandLineOptions(arguments);
    OptionsBuilder options = new OptionsBuilder();
    options.parent(given);
    if (given.getIncludes().isEmpty()) {
      options.include("^" + Report.class.getPackageName() + "\\.");
    }
    options.addProfiler(CpuTime.class);
    Options complete = options.build();
    print(new Runner(complete).run(), System.out);
  }

  private static void print(Collection<RunResult> results, PrintStream out) {
    out.printf(
        "%n%s %s, %s, %d processors%n%n",
        System.getProperty("java.vm.name"),
        System.getProperty("java.runtime.version"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors());
    out.println("| benchmark | best CPU | best | median | worst | unit |");
    out.println("|---|---:|---:|---:|---:|---|");
    for (RunResult result : results) {
      out.println(row(result));
    }
  }

  private static String row(RunResult result) {
    Statistics iterations = result.getPrimaryResult().getStatistics();
    Statistics processor = result.getSecondaryResults().get(CpuTime.LABEL).getStatistics();
    boolean moreIsBetter = result.getParams().getMode() == Mode.Throughput;
    return String.format(
        "| %s | %s | %s | %s | %s | %s |",
        name(result),
        number(moreIsBetter ? processor.getMax() : processor.getMin()),
        number(moreIsBetter ? iterations.getMax() : iterations.getMin()),
        number(iterations.getPercentile(50)),
        number(moreIsBetter ? iterations.getMin() : iterations.getMax()),
        result.getPrimaryResult().getScoreUnit());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
  }

  private static String name(RunResult result) {
    StringBuilder name = new StringBuilder(result.getParams().getBenchmark());
    name.delete(0, Report.class.getPackageName().length() + 1);
    for (String parameter : result.getParams().getParamsKeys()) {
      name.append(' ').append(result.getParams().getParam(parameter));
    }
    return name.toString();
  }
}
