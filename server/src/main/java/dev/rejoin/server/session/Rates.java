package dev.rejoin.server.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * So many a second for each of many, who have no connection to remember them by. The ones that were
 * away the longest are forgotten first, and have a full measure again.
 */
final class Rates {

  private static final int MAX_REMEMBERED = 10_000;

  private final int perSecond;
  private final int burst;
  private final Map<String, TokenBucket> buckets;

  Rates(int perSecond, int burst) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.buckets = new Remembered();
  }

  /** Empty if {@code who} may do it once more now; otherwise how long until then, in ms. */
  OptionalLong take(String who, long now) {
    TokenBucket bucket =
        buckets.computeIfAbsent(who, first -> new TokenBucket(perSecond, burst, now));
    return bucket.take(now) ? OptionalLong.empty() : OptionalLong.of(bucket.waitMillis(now));
  }

  private static final class Remembered extends LinkedHashMap<String, TokenBucket> {

    private static final long serialVersionUID = 1;

    Remembered() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
      return size() > MAX_REMEMBERED;
    }
  }
}
