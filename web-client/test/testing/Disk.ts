import { upgrade, DATABASE_NAME, DATABASE_VERSION } from "../../src/store/schema";

/** All rows of all object stores, by the name of the store. */
export type Rows = ReadonlyMap<string, readonly unknown[]>;

/** Where the fake database keeps its rows, those of unfinished transactions among them. */
interface RawStore {
  readonly records: { values(): Iterable<{ readonly value: unknown }> };
}

/**
 * What a power cut would leave of a database: what transactions of strict durability wrote, once
 * they are complete. Whoever does not ask for that may lose what the browser calls complete.
 */
export class Disk {
  rows: Rows = new Map();

  watch(connection: IDBDatabase, transaction: IDBTransaction, options?: IDBTransactionOptions) {
    if (transaction.mode !== "readwrite" || options?.durability !== "strict") return;
    const { rawObjectStores: stores } = (
      connection as unknown as { _rawDatabase: { rawObjectStores: Map<string, RawStore> } }
    )._rawDatabase;
    // Before anybody else hears of it. No other transaction writes to these stores meanwhile.
    transaction.addEventListener("complete", () => {
      const written = new Map(this.rows);
      for (const name of transaction.objectStoreNames) {
        const rows = [...stores.get(name)!.records.values()].map(({ value }) => value);
        written.set(name, structuredClone(rows));
      }
      this.rows = written;
    });
  }
}

/** Makes a new database of these rows. */
export async function fill(databases: IDBFactory, rows: Rows): Promise<void> {
  const request = databases.open(DATABASE_NAME, DATABASE_VERSION);
  request.onupgradeneeded = () => upgrade(request.result, 0);
  await new Promise((resolve) => (request.onsuccess = resolve));
  const connection = request.result;
  const transaction = connection.transaction([...connection.objectStoreNames], "readwrite");
  for (const [name, values] of rows) {
    for (const value of values) transaction.objectStore(name).put(value);
  }
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  connection.close();
}
