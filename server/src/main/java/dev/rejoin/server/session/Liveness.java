package dev.rejoin.server.session;

import dev.rejoin.server.config.Limits;
import java.util.Optional;

/** Whether a client is still there and reads what it is sent. */
final class Liveness {

  private final long greetingTimeout;
  private final long heartbeat;
  private final long openedAt;
  private boolean greeted;
  private long heardAt;
  private long spokeAt;

  /** Since when nothing more could be sent, or -1. */
  private long stuckSince = -1;

  Liveness(Limits limits, long now) {
    this.greetingTimeout = limits.greetingTimeoutMillis();
    this.heartbeat = limits.heartbeatMillis();
    this.openedAt = now;
    this.heardAt = now;
    this.spokeAt = now;
  }

  void heard(long now) {
    heardAt = now;
  }

  void greeted() {
    greeted = true;
  }

  /** Something was sent that every client gets once in a while. */
  void spoke(long now) {
    spokeAt = now;
  }

  /**
   * Whether it is time to say something. A client takes a server for dead that says nothing; one
   * that keeps talking itself (moving a cursor) does not ask, and may get no other answer.
   */
  boolean shouldSpeak(long now) {
    return now - spokeAt >= heartbeat;
  }

  /** Why the client has to go, if it has to. */
  Optional<String> complaint(long now, boolean hasRoom) {
    if (!greeted && now - openedAt >= greetingTimeout) {
      return Optional.of("no hello within " + greetingTimeout + " ms");
    }
    if (now - heardAt > 2 * heartbeat) {
      return Optional.of("silent for " + (now - heardAt) + " ms");
    }
    if (hasRoom) {
      stuckSince = -1;
    } else if (stuckSince < 0) {
      stuckSince = now;
    } else if (now - stuckSince > 2 * heartbeat) {
      return Optional.of("did not read for " + (now - stuckSince) + " ms");
    }
    return Optional.empty();
  }
}
