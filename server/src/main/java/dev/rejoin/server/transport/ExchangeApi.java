package dev.rejoin.server.transport;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.document.Exchanged;
import dev.rejoin.server.document.Exchanged.NotTaken;
import dev.rejoin.server.document.Exchanged.UpToDate;
import dev.rejoin.server.document.RefusedException;
import dev.rejoin.server.protocol.BadMessageException;
import dev.rejoin.server.protocol.ExchangeRequest;
import dev.rejoin.server.protocol.ExchangeRequestReader;
import dev.rejoin.server.protocol.ServerMessageWriter;
import dev.rejoin.server.session.Exchanges;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalLong;

/** {@code POST /v1/documents/{id}/ops}: an outbox comes by, for whom cannot hold a socket. */
final class ExchangeApi implements Api {

  private final Exchanges exchanges;
  private final WritingRequests writes;
  private final ExchangeRequestReader reader;
  private final int maxBytes;

  ExchangeApi(Exchanges exchanges, WritingRequests writes, Limits limits) {
    this.exchanges = exchanges;
    this.writes = writes;
    this.reader = new ExchangeRequestReader(limits);
    this.maxBytes = limits.maxMessageBytes();
  }

  @Override
  public void mount(Router router) {
    writes
        .route(router, "/v1/documents/:document/ops", maxBytes)
        .handler(context -> exchange(context));
  }

  private void exchange(RoutingContext context) {
    ExchangeRequest request = read(context);
    OptionalLong wait = exchanges.tooSoon(request);
    if (wait.isPresent()) {
      Problems.tooSoon(context.response(), wait.getAsLong());
    } else {
      Answers.when(
          context,
          writes.hold(context, exchanges.exchange(request)),
          exchanged -> answer(context, exchanged));
    }
  }

  private ExchangeRequest read(RoutingContext context) {
    try {
      return reader.read(Parameters.document(context), WritingRequests.body(context));
    } catch (BadMessageException bad) {
      throw new RefusedException(bad.code(), bad.getMessage());
    }
  }

  private static void answer(RoutingContext context, Exchanged exchanged) {
    if (exchanged instanceof UpToDate upToDate) {
      Answers.json(context, 200, ServerMessageWriter.bytes(upToDate.opened()));
    } else if (exchanged instanceof NotTaken notTaken) {
      Problems.send(context.response(), notTaken.nack());
    }
  }
}
