import type { Operation } from "../ot/index";
import { newClientId } from "./clientId";
import { Copies } from "./Copies";
import { checkHolder, rowOf, RowsGone } from "./checkHolder";
import type { Database } from "./Database";
import type { KeptCopy, KeptDocument, Outbox, Standing } from "./Outbox";
import { OutboxImage } from "./OutboxImage";
import type { Hold, OutboxLocks } from "./OutboxLocks";
import { putChanges, removeOutbox } from "./outboxRows";
import type { StorageEnvironment } from "./StorageEnvironment";
import { StorageFault, type Trouble } from "./trouble";
import { WriteLoop } from "./WriteLoop";

/** How often room is made for one write, and how often a deleted database is written anew. */
const MAX_ATTEMPTS = 4;

/** What all outboxes of a page share. */
export interface OutboxContext {
  readonly environment: StorageEnvironment;
  readonly database: Database;
  readonly locks: OutboxLocks;
  /** The quota is used up: whether something that nobody misses could be removed. */
  makeRoom(): Promise<boolean>;
  closed(outbox: IndexedDbOutbox): void;
}

/** What an outbox starts with: adopted, or new. */
export interface Beginning {
  readonly doc: string;
  readonly client: string;
  readonly holder: string;
  readonly hold: Hold | null;
  readonly image: OutboxImage | null;
  readonly isStored: boolean;
  readonly trouble: Trouble | null;
}

/** An outbox that was renewed: its rows go with the next write. */
interface Abandoned {
  readonly client: string;
  readonly hold: Hold | null;
}

/**
 * An outbox in IndexedDB. Its image in memory is the truth, which the database follows in batches:
 * see WriteLoop. When the database fails, the image is all there is, and `trouble` says why; when it
 * works again, the whole image is written.
 */
export class IndexedDbOutbox implements Outbox {
  readonly doc: string;
  private clientNow: string;
  private readonly holder: string;
  private hold: Hold | null;
  private image: OutboxImage | null;
  private isStored: boolean;
  private abandoned: Abandoned[] = [];
  private readonly keptCopies: Copies;
  private readonly loop: WriteLoop;
  private readonly listeners = new Set<() => void>();
  private closing = false;

  constructor(
    private readonly context: OutboxContext,
    { doc, client, holder, hold, image, isStored, trouble }: Beginning,
  ) {
    this.doc = doc;
    this.clientNow = client;
    this.holder = holder;
    this.hold = hold;
    this.image = image;
    this.isStored = isStored;
    this.keptCopies = new Copies(doc, context.database, context.environment);
    this.loop = new WriteLoop(context.environment, this.written(), trouble, () => {
      this.listeners.forEach((listener) => listener());
      this.releaseWhenDone();
    });
  }

  get client(): string {
    return this.clientNow;
  }

  get trouble(): Trouble | null {
    return this.loop.trouble;
  }

  get outlivesPage(): boolean {
    return this.trouble === null;
  }

  get hasUnsent(): boolean {
    return this.image?.hasUnsent ?? false;
  }

  get unsentSince(): number | null {
    return this.image?.unsentSince ?? null;
  }

  listen(changed: () => void): () => void {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  }

  load(): Promise<KeptDocument | null> {
    return Promise.resolve(this.image?.document() ?? null);
  }

  async reset(document: KeptDocument): Promise<void> {
    this.checkOpen();
    this.image = OutboxImage.fresh(document, this.now());
    await this.loop.kept();
  }

  async append(edit: Operation): Promise<void> {
    this.checkOpen();
    this.begun().append(edit, this.now());
    await this.loop.kept();
  }

  async advance(through: Operation | null, standing: Standing): Promise<void> {
    this.checkOpen();
    this.begun().advance(through, standing, this.now());
    await this.loop.kept();
  }

  async renew(): Promise<void> {
    this.checkOpen();
    this.abandoned.push({ client: this.client, hold: this.hold });
    this.clientNow = newClientId((length) => this.context.environment.randomBytes(length));
    this.hold = null;
    this.image = null;
    this.isStored = false;
    this.loop.forgive("taken");
    await this.loop.kept();
  }

  async keepCopy(copy: KeptCopy): Promise<void> {
    this.checkOpen();
    this.keptCopies.keep(copy);
    await this.loop.kept();
  }

  copies(): Promise<readonly KeptCopy[]> {
    return this.keptCopies.list();
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.loop.kept();
    this.releaseWhenDone();
  }

  /**
   * The database may have been deleted, and nobody may type for hours: what is shown as kept is
   * written to, which finds out whether it is still there. Not by one that is being closed: it would
   * take its lock once more, after it has let go of it.
   */
  makeSure(): void {
    if (this.closing || !this.isStored || !(this.hasUnsent || this.keptCopies.hasOwn)) return;
    this.image?.opened(this.now());
    void this.loop.kept();
  }

  /** Whether it was closed, and was not done yet: then it is open again. */
  reopen(): boolean {
    const wasClosing = this.closing;
    this.closing = false;
    return wasClosing;
  }

  private written() {
    const isDirty = () =>
      this.abandoned.length > 0 || this.keptCopies.isDirty || (this.image?.isDirty ?? false);
    return {
      get isDirty() {
        return isDirty();
      },
      write: () => this.write(),
    };
  }

  private async write(): Promise<void> {
    const { client } = this;
    for (let attempt = 1; ; attempt++) {
      const fault = await this.writeOnce();
      if (fault === null) return;
      // What became of a client id that was given up meanwhile says nothing about the new one.
      if (client !== this.client) throw new StorageFault("unavailable", "renewed", fault);
      if (attempt === MAX_ATTEMPTS || !(await this.mended(fault))) throw fault;
    }
  }

  /** Whether trying again at once is worth it. */
  private async mended(fault: StorageFault): Promise<boolean> {
    if (fault instanceof RowsGone) {
      this.isStored = false;
      this.keptCopies.forgetWritten();
      return true;
    }
    return fault.trouble === "full" && this.context.makeRoom();
  }

  private async writeOnce(): Promise<StorageFault | null> {
    const { client, image, abandoned } = this;
    try {
      await this.ensureHold();
      const stores = ["outboxes", "parts", "copies"] as const;
      await this.context.database.write(stores, (transaction) => {
        checkHolder(transaction, this.client, this.holder, this.isStored);
        for (const old of abandoned) this.removeOwn(transaction, old.client);
        if (image?.isDirty) this.put(transaction, image);
        return this.keptCopies.put(transaction);
      });
    } catch (error) {
      image?.forgetWritten();
      return StorageFault.from(error);
    }
    this.abandoned = this.abandoned.filter((old) => !abandoned.includes(old));
    abandoned.forEach(({ hold }) => hold?.release());
    if (client === this.client && image !== null) this.isStored = true;
    return null;
  }

  private put(transaction: IDBTransaction, image: OutboxImage): void {
    const { client, doc, holder } = this;
    putChanges(
      transaction,
      this.context.environment.keyRange,
      image.takeChanges({ client, doc, holder }),
    );
  }

  private removeOwn(transaction: IDBTransaction, client: string): void {
    const found = rowOf(transaction, client);
    found.onsuccess = () => {
      if (found.result?.holder !== this.holder) return;
      removeOutbox(transaction, this.context.environment.keyRange, client);
    };
  }

  private async ensureHold(): Promise<void> {
    const { client } = this;
    if (this.hold !== null) return;
    const hold = await this.context.locks.tryHold(client);
    if (hold === null) throw new StorageFault("taken", "another tab holds this outbox");
    if (client === this.client) this.hold = hold;
    else hold.release();
  }

  /** What was not written yet stays under its lock, and is tried again: see WriteLoop. */
  private releaseWhenDone(): void {
    if (!this.closing || this.trouble !== null) return;
    this.hold?.release();
    this.hold = null;
    this.context.closed(this);
  }

  private checkOpen(): void {
    if (this.closing) throw new Error(`the outbox of ${this.doc} is closed`);
  }

  private begun(): OutboxImage {
    if (this.image === null) throw new Error("nothing was kept yet: reset comes first");
    return this.image;
  }

  private now(): number {
    return this.context.environment.now();
  }
}
