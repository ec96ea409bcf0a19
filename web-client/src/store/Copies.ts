import { newClientId } from "./clientId";
import type { Database } from "./Database";
import type { KeptCopy } from "./Outbox";
import type { CopyRow } from "./schema";
import type { StorageEnvironment } from "./StorageEnvironment";
import { StorageFault } from "./trouble";

/** The copies of one document: those in the database, and those of this page on their way there. */
export class Copies {
  private readonly own: CopyRow[] = [];
  private unwritten: readonly CopyRow[] = [];

  constructor(
    private readonly doc: string,
    private readonly database: Database,
    private readonly environment: StorageEnvironment,
  ) {}

  get isDirty(): boolean {
    return this.unwritten.length > 0;
  }

  /** Whether any was made in this page. */
  get hasOwn(): boolean {
    return this.own.length > 0;
  }

  keep(copy: KeptCopy): void {
    const id = newClientId((length) => this.environment.randomBytes(length));
    const row = { ...copy, id, at: this.environment.now() };
    this.own.push(row);
    this.unwritten = [...this.unwritten, row];
  }

  /** Puts those that are lacking, and says what to do when the transaction is complete. */
  put(transaction: IDBTransaction): () => void {
    const rows = this.unwritten;
    for (const row of rows) transaction.objectStore("copies").put(row);
    return () => (this.unwritten = this.unwritten.filter((row) => !rows.includes(row)));
  }

  /** The database was deleted: what this page still has is written again. */
  forgetWritten(): void {
    this.unwritten = [...this.own];
  }

  /** The oldest first. */
  async list(): Promise<readonly CopyRow[]> {
    const stored = await this.stored();
    const known = new Set(stored.map(({ id }) => id));
    const lacking = this.unwritten.filter(({ id }) => !known.has(id));
    return [...stored, ...lacking].sort((a, b) => a.at - b.at);
  }

  private async stored(): Promise<readonly CopyRow[]> {
    try {
      return await this.database.read(["copies"], (transaction) => {
        const found = transaction.objectStore("copies").index("doc").getAll(this.doc);
        return () => found.result as CopyRow[];
      });
    } catch (error) {
      if (error instanceof StorageFault) return this.own;
      throw error;
    }
  }
}
