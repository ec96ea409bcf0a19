import { newClientId } from "./clientId";
import { giveUp } from "./Database";
import { IndexedDbOutbox, type Beginning, type OutboxContext } from "./IndexedDbOutbox";
import { UNBORN, type KeptDocument, type OutboxStore } from "./Outbox";
import { OutboxImage } from "./OutboxImage";
import { imageOf, partsOf } from "./outboxRows";
import { patiently } from "./patiently";
import type { OutboxRow, PartRow } from "./schema";
import { StorageFault } from "./trouble";

/** Begins the name of a holder that brings edits to the server: it lets go again at once. */
const BRIEFLY = "briefly:";
/** How often, and how long, a tab that opens the document waits for such a one. */
const MAX_WAITS = 40;
const WAIT_MILLIS = 50;

/** An outbox with something that no server has. */
export type UnsentOutbox = Pick<OutboxRow, "client" | "doc" | "unsentEdits">;

/**
 * The outboxes of this browser.
 *
 *     open(doc) ──► one that nobody holds: adopted, those with unsent edits first
 *               ──► none: a new one, with the text of another tab's outbox
 *               ──► no database: a new one, in memory until there is one
 *
 * An outbox has one writer at a time (see OutboxLocks), so two tabs have two. When a tab dies, its
 * outbox waits for the next that opens the document: `open` adopts one. `unsent` lists the others,
 * and `take` takes one of them for as long as somebody brings its edits to the server.
 */
export class IndexedDbOutboxStore implements OutboxStore {
  /** Open, or closed and not written yet. */
  private readonly held = new Set<IndexedDbOutbox>();
  private readonly context: OutboxContext;

  constructor(context: Omit<OutboxContext, "closed">) {
    this.context = { ...context, closed: (outbox) => this.held.delete(outbox) };
    context.database.whenLost(() => this.held.forEach((outbox) => outbox.makeSure()));
  }

  async open(doc: string): Promise<IndexedDbOutbox> {
    for (const outbox of this.held) if (outbox.doc === doc && outbox.reopen()) return outbox;
    return await this.openAnother(doc);
  }

  /** Whether this device has the document. */
  async has(doc: string): Promise<boolean> {
    return (await this.rowsOf(doc)).length > 0;
  }

  /** The outboxes with something that no server has, of one document or of all, held or not. */
  async unsent(doc?: string): Promise<readonly UnsentOutbox[]> {
    const rows = await (doc === undefined ? this.rows() : this.rowsOf(doc));
    return rows.filter(({ unsentEdits, standing }) => {
      return unsentEdits > 0 || standing.lineage === UNBORN;
    });
  }

  /**
   * Takes one of them, without an editor; null if a tab has it, or if it is gone. Whoever takes it
   * closes it soon.
   */
  take(which: Pick<OutboxRow, "client" | "doc">): Promise<IndexedDbOutbox | null> {
    return this.adopt(which, null);
  }

  private async openAnother(doc: string): Promise<IndexedDbOutbox> {
    try {
      return await patiently(this.context.environment, () => this.adoptOrCreate(doc));
    } catch (error) {
      return this.begin({ doc, trouble: StorageFault.from(error).trouble });
    }
  }

  private async adoptOrCreate(doc: string): Promise<IndexedDbOutbox> {
    const rows = await this.rowsOf(doc);
    for (const row of rows) {
      const adopted = await this.adoptPatiently(row);
      if (adopted !== null) return adopted;
    }
    return this.create(doc, rows);
  }

  /**
   * Who brings unsent edits to the server holds their outbox for some milliseconds, and a tab that
   * passed it over then would show the document without them. So it is waited for; a tab is not.
   */
  private async adoptPatiently(row: OutboxRow): Promise<IndexedDbOutbox | null> {
    for (let waits = 0; ; waits++) {
      const adopted = await this.adopt(row, this.context.environment.now());
      if (adopted !== null || row.unsentEdits === 0 || waits === MAX_WAITS) return adopted;
      // Who has the lock has its name in the row a moment later.
      if (waits > 0 && !(await this.isHeldBriefly(row))) return null;
      await new Promise<void>((resolve) => this.context.environment.after(WAIT_MILLIS, resolve));
    }
  }

  private async isHeldBriefly({ client, doc }: OutboxRow): Promise<boolean> {
    const row = (await this.rowsOf(doc)).find((each) => each.client === client);
    return row?.holder.startsWith(BRIEFLY) === true;
  }

  private rows(): Promise<OutboxRow[]> {
    return this.context.database.read(["outboxes"], (transaction) => {
      const found = transaction.objectStore("outboxes").getAll();
      return () => found.result as OutboxRow[];
    });
  }

  /** Those with unsent edits first, and of those the one that was used last. */
  private async rowsOf(doc: string): Promise<OutboxRow[]> {
    const rows = await this.context.database.read(["outboxes"], (transaction) => {
      const found = transaction.objectStore("outboxes").index("doc").getAll(doc);
      return () => found.result as OutboxRow[];
    });
    return rows.sort(
      (a, b) => Math.sign(b.unsentEdits) - Math.sign(a.unsentEdits) || b.openedAt - a.openedAt,
    );
  }

  /**
   * Null when somebody holds it, when it is gone meanwhile, or when it cannot be read. `openedAt` is
   * null when no person opens it.
   */
  private async adopt(
    { client, doc }: Pick<OutboxRow, "client" | "doc">,
    openedAt: number | null,
  ): Promise<IndexedDbOutbox | null> {
    const hold = await this.context.locks.tryHold(client);
    if (hold === null) return null;
    try {
      const holder = openedAt === null ? BRIEFLY + this.newId() : this.newId();
      const image = await this.claim(client, holder, openedAt);
      if (image === null) hold.release();
      return image && this.begin({ doc, client, holder, hold, image, isStored: true });
    } catch (error) {
      hold.release();
      if (error instanceof Unreadable) return null;
      throw error;
    }
  }

  /** Reads an outbox and takes it over in one transaction: its last writer can write no more. */
  private async claim(
    client: string,
    holder: string,
    openedAt: number | null,
  ): Promise<OutboxImage | null> {
    return this.context.database.write(["outboxes", "parts"], (transaction) => {
      let image: OutboxImage | null = null;
      this.readImage(transaction, client, (read, row) => {
        image = read;
        const opened = openedAt ?? row.openedAt;
        read.opened(opened);
        transaction.objectStore("outboxes").put({ ...row, holder, openedAt: opened });
      });
      return () => image;
    });
  }

  /** Whoever opens a second tab offline sees the document, without the edits of the first. */
  private async create(doc: string, rows: readonly OutboxRow[]): Promise<IndexedDbOutbox> {
    const client = this.newId();
    const site = await this.context.environment.siteOf(client);
    const newestFirst = [...rows].sort((a, b) => b.standing.revision - a.standing.revision);
    for (const sibling of newestFirst) {
      // Where its site cannot be known, it has to ask the server; one that no server knows has none.
      if (site === null && sibling.standing.lineage !== UNBORN) continue;
      const document = await this.documentOf(sibling.client);
      if (document === null) continue;
      const none = { inFlight: null, buffer: null, pendingEdits: 0, held: false };
      const unsent = { ...none, lastSequence: 0 };
      const own = { ...document, ...unsent, site: site ?? "" };
      const image = OutboxImage.fresh(own, this.context.environment.now());
      return this.begin({ doc, client, image });
    }
    return this.begin({ doc, client });
  }

  /** Null when it is gone meanwhile, or cannot be read. */
  private async documentOf(client: string): Promise<KeptDocument | null> {
    try {
      return await this.context.database.read(["outboxes", "parts"], (transaction) => {
        let image: OutboxImage | null = null;
        this.readImage(transaction, client, (read) => (image = read));
        return () => image?.document() ?? null;
      });
    } catch (error) {
      if (error instanceof Unreadable) return null;
      throw error;
    }
  }

  private readImage(
    transaction: IDBTransaction,
    client: string,
    then: (image: OutboxImage, row: OutboxRow) => void,
  ): void {
    const rows = transaction.objectStore("outboxes");
    const row = rows.get(client) as IDBRequest<OutboxRow | undefined>;
    const range = partsOf(this.context.environment.keyRange, client);
    const parts = transaction.objectStore("parts").getAll(range) as IDBRequest<PartRow[]>;
    // Requests of one transaction are answered in order.
    parts.onsuccess = () => {
      if (row.result === undefined) return;
      try {
        then(imageOf(row.result, parts.result), row.result);
      } catch (error) {
        giveUp(transaction, new Unreadable("unavailable", `cannot read ${client}`, error));
      }
    };
  }

  private begin(beginning: Partial<Beginning> & { readonly doc: string }): IndexedDbOutbox {
    const client = this.newId();
    const holder = this.newId();
    const nothing = { client, holder, hold: null, image: null, isStored: false, trouble: null };
    const outbox = new IndexedDbOutbox(this.context, { ...nothing, ...beginning });
    this.held.add(outbox);
    return outbox;
  }

  private newId(): string {
    return newClientId((length) => this.context.environment.randomBytes(length));
  }
}

/** Rows that do not fit together: they stay where they are, and another outbox is used. */
class Unreadable extends StorageFault {}
