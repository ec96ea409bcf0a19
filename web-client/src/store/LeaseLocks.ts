import { newClientId } from "./clientId";
import type { Database } from "./Database";
import type { Hold, OutboxLocks } from "./OutboxLocks";
import type { LeaseRow } from "./schema";
import type { StorageEnvironment } from "./StorageEnvironment";

// Browsers let the timers of a hidden page run once a minute.
const RENEW_MILLIS = 20_000;
const LEASE_MILLIS = 150_000;

/**
 * Where there are no Web Locks (a page that came over plain http): a row with a date, renewed while
 * the page lives.
 *
 * A page that sleeps longer than its lease may lose it without knowing. That is safe, because each
 * write to an outbox checks in its own transaction who holds it; the lease only says when another
 * tab may try.
 */
export class LeaseLocks implements OutboxLocks {
  private readonly holder: string;

  constructor(
    private readonly database: Database,
    private readonly environment: StorageEnvironment,
  ) {
    this.holder = newClientId((length) => environment.randomBytes(length));
  }

  async tryHold(client: string): Promise<Hold | null> {
    // Two outboxes of one page are two writers as well.
    const holder = `${this.holder}:${client}:${this.environment.now()}`;
    if (!(await this.take(client, holder))) return null;
    const lease = new Lease(this.database, this.environment, client, holder);
    lease.renewLater();
    return lease;
  }

  private take(client: string, holder: string): Promise<boolean> {
    const now = this.environment.now();
    return this.database.write(["leases"], (transaction) => {
      const store = transaction.objectStore("leases");
      const found = store.get(client) as IDBRequest<LeaseRow | undefined>;
      let taken = false;
      found.onsuccess = () => {
        // A date too far ahead is one of a clock that was set back since.
        const until = found.result?.until ?? 0;
        taken = until <= now || until > now + LEASE_MILLIS;
        if (taken) store.put({ client, holder, until: now + LEASE_MILLIS });
      };
      return () => taken;
    });
  }
}

class Lease implements Hold {
  private cancel: () => void = () => undefined;
  private released = false;

  constructor(
    private readonly database: Database,
    private readonly environment: StorageEnvironment,
    private readonly client: string,
    private readonly holder: string,
  ) {}

  renewLater(): void {
    this.cancel = this.environment.after(RENEW_MILLIS, () => {
      const until = this.environment.now() + LEASE_MILLIS;
      // Whether it succeeded or not: as long as the page lives, it tries to keep the lease.
      const again = () => {
        if (!this.released) this.renewLater();
      };
      this.change((store) => {
        store.put({ client: this.client, holder: this.holder, until });
      }).then(again, again);
    });
  }

  release(): void {
    this.released = true;
    this.cancel();
    // A lease that could not be given back ends by itself.
    this.change((store) => store.delete(this.client)).catch(() => undefined);
  }

  /** Changes the lease if it is still ours. */
  private change(act: (store: IDBObjectStore) => void): Promise<void> {
    return this.database.write(["leases"], (transaction) => {
      const store = transaction.objectStore("leases");
      const found = store.get(this.client) as IDBRequest<LeaseRow | undefined>;
      found.onsuccess = () => {
        if (found.result?.holder === this.holder) act(store);
      };
      return () => undefined;
    });
  }
}
