package dev.rejoin.server.session;

import dev.rejoin.server.document.Clock;
import dev.rejoin.server.metrics.ClientFigures;
import dev.rejoin.server.metrics.ClientReport;
import java.util.OptionalLong;

/** Reports of clients, so many a second and no more. On one event loop. */
public final class ClientReports {

  private final ClientFigures figures;
  private final Clock clock;
  private final TokenBucket reports;

  /**
   * @param figures of the whole server
   */
  public ClientReports(ClientFigures figures, SessionEnvironment environment) {
    int perSecond = environment.limits().clientReportsPerSecond();
    this.figures = figures;
    this.clock = environment.clock();
    this.reports = new TokenBucket(perSecond, perSecond, clock.millis());
  }

  /** Empty if one more is taken now; otherwise how long until then, in milliseconds. */
  public OptionalLong tooSoon() {
    long now = clock.millis();
    return reports.take(now) ? OptionalLong.empty() : OptionalLong.of(reports.waitMillis(now));
  }

  public void add(ClientReport report) {
    figures.add(report);
  }
}
