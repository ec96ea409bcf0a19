package dev.rejoin.server.session;

/** So many a second for long, and so many at once. */
final class TokenBucket {

  private static final double MILLIS_PER_SECOND = 1_000;

  private final double perMilli;
  private final int burst;
  private double tokens;
  private long filledAt;

  TokenBucket(int perSecond, int burst, long now) {
    this.perMilli = perSecond / MILLIS_PER_SECOND;
    this.burst = burst;
    this.tokens = burst;
    this.filledAt = now;
  }

  /** Takes one, if there is one. */
  boolean take(long now) {
    fill(now);
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  /** How long until there is one, in milliseconds. */
  long waitMillis(long now) {
    fill(now);
    return tokens >= 1 ? 0 : (long) Math.ceil((1 - tokens) / perMilli);
  }

  /** A clock that steps back fills nothing, and takes nothing away. */
  private void fill(long now) {
    tokens = Math.min(burst, tokens + Math.max(0, now - filledAt) * perMilli);
    filledAt = now;
  }
}
