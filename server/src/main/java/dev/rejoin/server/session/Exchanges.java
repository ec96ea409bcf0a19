package dev.rejoin.server.session;

import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.server.codec.ParsedOperation.Readable;
import dev.rejoin.server.codec.ParsedOperation.Unreadable;
import dev.rejoin.server.document.ExchangeOrder;
import dev.rejoin.server.document.Exchanged;
import dev.rejoin.server.protocol.ClientMessage.Submit;
import dev.rejoin.server.protocol.ExchangeRequest;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.Site;
import dev.rejoin.server.protocol.User;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Clients that come by without a socket. Who they are and how often they may come is decided as for
 * sessions; all else is the document's. On one event loop.
 */
public final class Exchanges {

  private final SessionEnvironment environment;
  private final Rates rates;

  public Exchanges(SessionEnvironment environment) {
    this.environment = environment;
    this.rates =
        new Rates(
            environment.limits().operationsPerSecond(), environment.limits().operationsBurst());
  }

  /**
   * How long this client has to wait, in milliseconds, because it comes too often; empty if it may
   * come in, and then this counts.
   */
  public OptionalLong tooSoon(ExchangeRequest request) {
    return rates.take(Site.of(request.open().client()), environment.clock().millis());
  }

  /**
   * Does what is asked. Completes on any event loop, or fails with a {@link
   * dev.rejoin.server.document.RefusedException}.
   */
  public Future<Exchanged> exchange(ExchangeRequest request) {
    Optional<Submit> submit = request.submit();
    if (submit.isPresent() && submit.get().operation() instanceof Unreadable unreadable) {
      return Future.succeededFuture(new Exchanged.NotTaken(refusal(submit.get(), unreadable)));
    }
    String site = Site.of(request.open().client());
    User user = Greeting.first(request.hello(), site);
    return environment
        .documents()
        .exchange(
            new ExchangeOrder(
                request.document(),
                site,
                user.id(),
                request.open().create(),
                request.open().resume(),
                submit.map(Exchanges::frozen)));
  }

  private static Frozen frozen(Submit submit) {
    return new Frozen(
        submit.sequence(), submit.revision(), ((Readable) submit.operation()).operation());
  }

  private static Nack refusal(Submit submit, Unreadable unreadable) {
    return Nack.of(
        submit.document(),
        submit.sequence(),
        NackCode.of(unreadable.fault()),
        unreadable.message());
  }
}
