import { Database } from "./Database";
import { IndexedDbOutboxStore } from "./IndexedDbOutboxStore";
import { LeaseLocks } from "./LeaseLocks";
import { Settings } from "./Settings";
import { Shelf } from "./Shelf";
import { browserStorage, type StorageEnvironment } from "./StorageEnvironment";
import { WebLocks } from "./WebLocks";

/** All that a page keeps on this device. */
export class DeviceStorage {
  readonly outboxes: IndexedDbOutboxStore;
  readonly shelf: Shelf;
  readonly settings: Settings;
  private readonly database: Database;

  constructor(environment: StorageEnvironment = browserStorage()) {
    this.database = new Database(environment);
    const locks =
      environment.locks === undefined
        ? new LeaseLocks(this.database, environment)
        : new WebLocks(environment.locks);
    this.shelf = new Shelf(this.database, locks, environment);
    this.settings = new Settings(this.database);
    this.outboxes = new IndexedDbOutboxStore({
      environment,
      database: this.database,
      locks,
      makeRoom: () => this.shelf.makeRoom(),
    });
  }

  /** Outboxes that are open go on: they open the database again. */
  close(): void {
    this.database.close();
  }
}
