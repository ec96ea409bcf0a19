/** Held until it is released, or until the page is gone. */
export interface Hold {
  release(): void;
}

/** One writer an outbox, over all tabs of this browser. */
export interface OutboxLocks {
  /** Null when somebody else holds it. Never waits for them. */
  tryHold(client: string): Promise<Hold | null>;
}
