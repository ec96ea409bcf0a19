package dev.rejoin.server.document;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.DocumentLog;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What the documents of one event loop live on.
 *
 * @param clock the time of day, since 1970
 * @param randomIds gives ids that nobody can guess and that never come twice
 */
public record Environment(
    DocumentLog log, Clock clock, Scheduler scheduler, Limits limits, Supplier<String> randomIds) {

  public Environment {
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(scheduler, "scheduler");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(randomIds, "randomIds");
  }
}
