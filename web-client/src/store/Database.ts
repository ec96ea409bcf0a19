import { limited } from "./limited";
import { DATABASE_NAME, DATABASE_VERSION, upgrade, type StoreName } from "./schema";
import type { StorageEnvironment } from "./StorageEnvironment";
import { StorageFault } from "./trouble";

const LIMIT_MILLIS = 5_000;

/** Issues all requests of a transaction, and says how to read their results once it is complete. */
export type Plan<T> = (transaction: IDBTransaction) => () => T;

/**
 * One IndexedDB database, opened when it is needed, and again after the browser closed it.
 *
 * A promise of `read` and `write` is fulfilled when the transaction's `complete` has fired, not
 * before: only then a write with strict durability is on the disk. It is rejected with a
 * StorageFault, and then nothing was written, or it is not known.
 */
export class Database {
  private connection: IDBDatabase | null = null;
  private opening: Promise<IDBDatabase> | null = null;
  private readonly lostListeners = new Set<() => void>();

  constructor(private readonly environment: StorageEnvironment) {}

  /** Told when somebody else ended the connection: what was written may be gone. */
  whenLost(listener: () => void): void {
    this.lostListeners.add(listener);
  }

  read<T>(stores: readonly StoreName[], plan: Plan<T>): Promise<T> {
    return this.run(stores, "readonly", plan);
  }

  write<T>(stores: readonly StoreName[], plan: Plan<T>): Promise<T> {
    return this.run(stores, "readwrite", plan);
  }

  close(): void {
    this.connection?.close();
    this.connection = null;
  }

  private async run<T>(
    stores: readonly StoreName[],
    mode: IDBTransactionMode,
    plan: Plan<T>,
  ): Promise<T> {
    try {
      const connection = await this.connected();
      return await this.transact(connection, stores, mode, plan);
    } catch (error) {
      throw StorageFault.from(error);
    }
  }

  private transact<T>(
    connection: IDBDatabase,
    stores: readonly StoreName[],
    mode: IDBTransactionMode,
    plan: Plan<T>,
  ): Promise<T> {
    const transaction = this.begin(connection, stores, mode);
    const completed = new Promise<T>((resolve, reject) => {
      const result = planned(transaction, plan);
      transaction.oncomplete = () => settle(result, resolve, reject);
      transaction.onabort = () => {
        const reason = reasons.get(transaction) ?? transaction.error ?? result.failure;
        reject(StorageFault.from(reason ?? new Error("the transaction was aborted")));
      };
    });
    return limited(completed, this.environment, LIMIT_MILLIS, () => {
      abort(transaction);
      return new StorageFault("blocked", `no answer from the database for ${LIMIT_MILLIS} ms`);
    });
  }

  /** A connection that is closing refuses: the next attempt opens another one. */
  private begin(
    connection: IDBDatabase,
    stores: readonly StoreName[],
    mode: IDBTransactionMode,
  ): IDBTransaction {
    try {
      return connection.transaction(stores, mode, { durability: "strict" });
    } catch (error) {
      this.lost(connection);
      throw error;
    }
  }

  private connected(): Promise<IDBDatabase> {
    if (this.connection !== null) return Promise.resolve(this.connection);
    const opening = (this.opening ??= this.open());
    const opened = limited(
      opening,
      this.environment,
      LIMIT_MILLIS,
      () => new StorageFault("blocked", `the database did not open within ${LIMIT_MILLIS} ms`),
    );
    // An opening may never be answered: whoever asks next begins another one.
    return opened.finally(() => {
      if (this.opening === opening) this.opening = null;
    });
  }

  private open(): Promise<IDBDatabase> {
    const { databases } = this.environment;
    if (databases === undefined) {
      return Promise.reject(new StorageFault("missing", "this page has no IndexedDB"));
    }
    return new Promise((resolve, reject) => {
      const request = databases.open(DATABASE_NAME, DATABASE_VERSION);
      request.onupgradeneeded = ({ oldVersion }) => upgrade(request.result, oldVersion);
      request.onerror = () => reject(StorageFault.from(request.error));
      request.onsuccess = () => resolve(this.adopt(request.result));
    });
  }

  private adopt(connection: IDBDatabase): IDBDatabase {
    // Another tab wants to upgrade or to delete it: it must not wait for this one.
    connection.onversionchange = () => {
      connection.close();
      this.lost(connection);
    };
    connection.onclose = () => this.lost(connection);
    // One that was given up, and is answered after another.
    this.connection?.close();
    this.connection = connection;
    return connection;
  }

  private lost(connection: IDBDatabase): void {
    if (this.connection !== connection) return;
    this.connection = null;
    this.lostListeners.forEach((listener) => listener());
  }
}

/** What a plan came to: how to read the result, or why it failed. */
interface Planned<T> {
  readonly read: (() => T) | null;
  readonly failure: unknown;
}

function planned<T>(transaction: IDBTransaction, plan: Plan<T>): Planned<T> {
  try {
    return { read: plan(transaction), failure: null };
  } catch (failure) {
    abort(transaction);
    return { read: null, failure };
  }
}

function settle<T>(
  { read, failure }: Planned<T>,
  resolve: (result: T) => void,
  reject: (error: unknown) => void,
): void {
  if (read === null) return reject(failure);
  try {
    resolve(read());
  } catch (error) {
    reject(error);
  }
}

/** Why transactions of ours were given up. */
const reasons = new WeakMap<IDBTransaction, Error>();

/** For a plan that finds out on the way that it must not go on: nothing is written. */
export function giveUp(transaction: IDBTransaction, reason: Error): void {
  reasons.set(transaction, reason);
  abort(transaction);
}

/** Harmless when it has ended already. */
function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch (error) {
    if (StorageFault.from(error).message.startsWith("InvalidStateError")) return;
    throw error;
  }
}
