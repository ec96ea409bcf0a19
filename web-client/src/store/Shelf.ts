import type { Database } from "./Database";
import type { OutboxLocks } from "./OutboxLocks";
import { removeOutbox } from "./outboxRows";
import type { CopyRow, OutboxRow } from "./schema";
import { shelved, type ShelvedDocument } from "./ShelvedDocument";
import type { StorageEnvironment } from "./StorageEnvironment";

const DAY_MILLIS = 86_400_000;
const UNUSED_MILLIS = 30 * DAY_MILLIS;
/** So much is freed at once when there is no room. */
const ROOM_BYTES = 4_000_000;

export interface StorageUse {
  readonly usedBytes: number | null;
  readonly quotaBytes: number | null;
  /** Whether the browser promised not to clear it by itself. */
  readonly persistent: boolean;
}

/** All rows that are about documents, but for their parts. */
interface Rows {
  readonly outboxes: readonly OutboxRow[];
  readonly copies: readonly CopyRow[];
}

/**
 * The documents that this device has, for lists and for the page about storage.
 *
 * What has unsent edits or copies is never removed here, and neither is what a tab has open. The
 * promises are rejected with a StorageFault when there is no database.
 */
export class Shelf {
  private asked: Promise<boolean> | null = null;

  constructor(
    private readonly database: Database,
    private readonly locks: OutboxLocks,
    private readonly environment: StorageEnvironment,
  ) {}

  /** The last opened first. */
  async documents(): Promise<readonly ShelvedDocument[]> {
    const { outboxes, copies } = await this.rows();
    return shelved(outboxes, copies);
  }

  async use(): Promise<StorageUse> {
    const { storage } = this.environment;
    const { usage, quota } = (await storage?.estimate()) ?? {};
    const persistent = (await storage?.persisted()) ?? false;
    return { usedBytes: usage ?? null, quotaBytes: quota ?? null, persistent };
  }

  /** Asks the browser not to clear what is kept. Some ask the person: so once a page, when it matters. */
  askToPersist(): Promise<boolean> {
    this.asked ??= this.environment.storage?.persist() ?? Promise.resolve(false);
    return this.asked;
  }

  async copies(): Promise<readonly CopyRow[]> {
    const { copies } = await this.rows();
    return [...copies].sort((a, b) => b.at - a.at);
  }

  removeCopy(id: string): Promise<void> {
    return this.database.write(["copies"], (transaction) => {
      transaction.objectStore("copies").delete(id);
      return () => undefined;
    });
  }

  /** Removes what the server has too: of all documents, or of one. Returns how many outboxes went. */
  clearSynchronized(doc?: string): Promise<number> {
    return this.clear((row) => doc === undefined || row.doc === doc);
  }

  /** Removes documents that nobody opened for 30 days. */
  clean(): Promise<number> {
    const before = this.environment.now() - UNUSED_MILLIS;
    return this.clear(({ openedAt }) => openedAt < before);
  }

  /** Removes those that were not opened for longest. Whether there were any. */
  async makeRoom(): Promise<boolean> {
    let freed = 0;
    const removed = await this.clear(({ bytes }) => {
      const enough = freed >= ROOM_BYTES;
      if (!enough) freed += bytes;
      return !enough;
    });
    return removed > 0;
  }

  private async clear(chosen: (row: OutboxRow) => boolean): Promise<number> {
    const { outboxes, copies } = await this.rows();
    const withCopies = new Set(copies.map(({ doc }) => doc));
    const oldestFirst = [...outboxes].sort((a, b) => a.openedAt - b.openedAt);
    let removed = 0;
    for (const row of oldestFirst) {
      const free = row.unsentEdits === 0 && !withCopies.has(row.doc);
      if (free && chosen(row) && (await this.remove(row.client))) removed++;
    }
    return removed;
  }

  /** Under its lock, and if it still has nothing unsent. */
  private async remove(client: string): Promise<boolean> {
    const hold = await this.locks.tryHold(client);
    if (hold === null) return false;
    try {
      return await this.database.write(["outboxes", "parts"], (transaction) => {
        let removed = false;
        const rows = transaction.objectStore("outboxes");
        const found = rows.get(client) as IDBRequest<OutboxRow | undefined>;
        found.onsuccess = () => {
          removed = found.result?.unsentEdits === 0;
          if (removed) removeOutbox(transaction, this.environment.keyRange, client);
        };
        return () => removed;
      });
    } finally {
      hold.release();
    }
  }

  private rows(): Promise<Rows> {
    return this.database.read(["outboxes", "copies"], (transaction) => {
      const outboxes = transaction.objectStore("outboxes").getAll();
      const copies = transaction.objectStore("copies").getAll();
      return () => ({
        outboxes: outboxes.result as OutboxRow[],
        copies: copies.result as CopyRow[],
      });
    });
  }
}
