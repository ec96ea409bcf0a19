package dev.rejoin.server.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rejoin.server.codec.ShapeException;
import dev.rejoin.server.document.RefusedException;
import dev.rejoin.server.metrics.ClientFigures;
import dev.rejoin.server.metrics.ClientReport;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.session.ClientReports;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.OptionalLong;

/** {@code /v1/client-metrics}: how rejoining went, as clients count it. */
final class ClientMetricsApi implements Api {

  private static final String PATH = "/v1/client-metrics";

  private final ClientReports reports;
  private final ClientFigures figures;
  private final WritingRequests writes;

  ClientMetricsApi(ClientReports reports, ClientFigures figures, WritingRequests writes) {
    this.reports = reports;
    this.figures = figures;
    this.writes = writes;
  }

  @Override
  public void mount(Router router) {
    writes.route(router, PATH, ClientReport.MAX_BYTES).handler(context -> take(context));
    router.get(PATH).handler(context -> Answers.json(context, 200, figures::writeTo));
  }

  private void take(RoutingContext context) {
    OptionalLong wait = reports.tooSoon();
    if (wait.isPresent()) {
      Problems.tooSoon(context.response(), wait.getAsLong());
    } else {
      reports.add(read(context));
      context.response().setStatusCode(204).end();
    }
  }

  private static ClientReport read(RoutingContext context) {
    try {
      return ClientReport.read(WritingRequests.body(context));
    } catch (JsonProcessingException broken) {
      throw new RefusedException(ErrorCode.BAD_MESSAGE, broken.getOriginalMessage());
    } catch (ShapeException wrong) {
      throw new RefusedException(ErrorCode.BAD_MESSAGE, wrong.getMessage());
    } catch (IOException impossible) {
      throw new AssertionError("reading from memory", impossible);
    }
  }
}
