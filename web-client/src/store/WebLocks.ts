import type { Hold, OutboxLocks } from "./OutboxLocks";

/** Web Locks: freed by the browser when a tab ends, however it ends. */
export class WebLocks implements OutboxLocks {
  constructor(private readonly locks: Pick<LockManager, "request">) {}

  tryHold(client: string): Promise<Hold | null> {
    return new Promise((resolve, reject) => {
      const whileHeld = (lock: Lock | null): Promise<void> | void => {
        if (lock === null) return resolve(null);
        return new Promise((release) => resolve({ release }));
      };
      this.locks.request(`rejoin:outbox:${client}`, { ifAvailable: true }, whileHeld).catch(reject);
    });
  }
}
