package dev.rejoin.server.transport;

import dev.rejoin.server.metrics.ClientFigures;
import java.util.Objects;

/**
 * What all event loops of one server count together.
 *
 * @param sockets that are open
 * @param writing requests that write
 * @param clients what clients have reported
 */
public record Counts(Admission sockets, Admission writing, ClientFigures clients) {
  public Counts {
    Objects.requireNonNull(sockets, "sockets");
    Objects.requireNonNull(writing, "writing");
    Objects.requireNonNull(clients, "clients");
  }

  public boolean isNobodyInside() {
    return sockets.inside() == 0 && writing.inside() == 0;
  }
}
