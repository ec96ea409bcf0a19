package dev.rejoin.server.protocol;

import dev.rejoin.server.protocol.ClientMessage.Hello;
import dev.rejoin.server.protocol.ClientMessage.Open;
import dev.rejoin.server.protocol.ClientMessage.Submit;
import java.util.Objects;
import java.util.Optional;

/**
 * An outbox that comes by without a socket: what it would say there, in one request. Field by field
 * in docs/protocol.md, "An outbox over HTTP".
 *
 * @param hello who it is
 * @param open which document, and where it stands there
 * @param submit at most one edit; with it, the outbox has to say where it stands
 */
public record ExchangeRequest(Hello hello, Open open, Optional<Submit> submit) {
  public ExchangeRequest {
    Objects.requireNonNull(hello, "hello");
    Objects.requireNonNull(open, "open");
    Objects.requireNonNull(submit, "submit");
    if (submit.isPresent() && open.resume().isEmpty()) {
      throw new IllegalArgumentException("an operation needs lineage, rev and check beside it");
    }
  }

  public String document() {
    return open.document();
  }
}
