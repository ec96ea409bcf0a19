const FIRST_CEILING_MILLIS = 500;
const LAST_CEILING_MILLIS = 30_000;

/**
 * How long to wait before the next attempt: at once the first time, then anywhere from 0 to
 * min(30 s, 0.5 s · 2ⁿ). The whole width is random, so that a crowd that was cut off together does
 * not come back together.
 */
export class Backoff {
  private attempts = 0;

  constructor(private readonly random: () => number) {}

  next(): number {
    const attempt = this.attempts++;
    if (attempt === 0) return 0;
    return this.random() * Math.min(LAST_CEILING_MILLIS, FIRST_CEILING_MILLIS * 2 ** attempt);
  }

  /** The other side has too much to do: the next attempt is none of those made at once. */
  holdBack(): void {
    this.attempts = Math.max(this.attempts, 1);
  }

  reset(): void {
    this.attempts = 0;
  }
}
