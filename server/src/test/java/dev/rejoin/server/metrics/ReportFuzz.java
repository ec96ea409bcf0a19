package dev.rejoin.server.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rejoin.server.codec.ShapeException;
import dev.rejoin.server.fuzz.FuzzTarget;
import dev.rejoin.server.fuzz.Properties;
import java.io.IOException;
import java.util.List;

/** What clients report: figures that make sense, and sums that stay within a long. */
public final class ReportFuzz {

  private interface Reader {
    ClientReport read(byte[] utf8) throws IOException, ShapeException;
  }

  public static final FuzzTarget SOUND = target(ClientReport::read);

  /** Is at a loss when the longest took longer than all together. */
  public static final FuzzTarget PLANTED =
      target(
          utf8 -> {
            ClientReport report = ClientReport.read(utf8);
            long longest = report.figures().getOrDefault(ClientFigure.REJOIN_MILLIS_MAX, 0L);
            if (longest > report.figures().getOrDefault(ClientFigure.REJOIN_MILLIS_TOTAL, 0L)) {
              throw new IllegalStateException(longest + " milliseconds");
            }
            return report;
          });

  public static final List<byte[]> SEEDS =
      Properties.seeds(
          "{}",
          "{'syncs':1,'failures':2,'rejoinMillisTotal':30,'rejoinMillisMax':20}",
          "{'rebasedOperations':5,'overlaps':1,'storageBytes':1000000000000,'x':{'y':[1]}}",
          "{'syncs':null}",
          "{'syncs':-1}");

  private ReportFuzz() {}

  private static FuzzTarget target(Reader reader) {
    return input -> {
      if (Properties.utf8(input).isPresent()) {
        Properties.withinMemory(input, () -> check(reader, input));
      }
    };
  }

  private static void check(Reader reader, byte[] input) throws IOException {
    try {
      ClientReport report = reader.read(input);
      report
          .figures()
          .forEach(
              (figure, value) ->
                  Properties.require(
                      value >= 0 && value <= 1_000_000_000_000L, figure + " is " + value));
      ClientFigures sums = new ClientFigures(0);
      sums.add(report);
      sums.add(report);
    } catch (JsonProcessingException | ShapeException refused) {
      Properties.require(!refused.getMessage().isEmpty(), "a refusal without a reason");
    }
  }
}
