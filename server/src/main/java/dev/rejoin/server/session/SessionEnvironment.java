package dev.rejoin.server.session;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.document.Clock;
import dev.rejoin.server.document.Documents;
import dev.rejoin.server.document.Scheduler;
import dev.rejoin.server.protocol.ClientMessageReader;
import dev.rejoin.server.storage.Durability;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What the sessions of one event loop live on.
 *
 * @param clock one that never steps: nobody is let go because somebody set the time
 */
public record SessionEnvironment(
    Documents documents,
    Durability durability,
    ClientMessageReader reader,
    Clock clock,
    Scheduler scheduler,
    Limits limits,
    Supplier<String> randomIds) {

  public SessionEnvironment {
    Objects.requireNonNull(documents, "documents");
    Objects.requireNonNull(durability, "durability");
    Objects.requireNonNull(reader, "reader");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(scheduler, "scheduler");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(randomIds, "randomIds");
  }
}
