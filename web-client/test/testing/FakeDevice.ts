import { createHash } from "node:crypto";
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { DeviceStorage, type StorageEnvironment } from "../../src/store/index";
import { Disk, fill, type Rows } from "./Disk";
import { FakeLockManager } from "./FakeLockManager";
import { FaultyDatabases } from "./FaultyDatabases";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { VirtualTime } from "../../src/testing/VirtualTime";

interface DeviceOptions {
  readonly webLocks?: boolean;
  /** Of the world that this device shares with others. */
  readonly time?: VirtualTime;
}

/** One browser profile: its database, its locks, its clock. */
export class FakeDevice {
  readonly time: VirtualTime;
  readonly locks = new FakeLockManager();
  /** What a power cut would leave of the database. */
  readonly disk = new Disk();
  databases = new IDBFactory();
  storage: StorageEnvironment["storage"] = undefined;
  private readonly random: SplitMix64;
  private readonly webLocks: boolean;

  constructor(seed = 1, { webLocks = true, time = new VirtualTime() }: DeviceOptions = {}) {
    this.random = new SplitMix64(seed);
    this.webLocks = webLocks;
    this.time = time;
  }

  /** Another device, whose database holds what was on this one's disk: a cloned profile. */
  async clone(seed: number, rows: Rows = this.disk.rows): Promise<FakeDevice> {
    const { time, webLocks } = this;
    const clone = new FakeDevice(seed, { time, webLocks });
    await clone.finish(fill(clone.databases, rows));
    clone.disk.rows = rows;
    return clone;
  }

  tab(): FakeTab {
    const faulty = new FaultyDatabases(this.databases, this.time, this.disk);
    const { locks, end } = this.locks.tab();
    const environment = this.environment(faulty.factory(), this.webLocks ? locks : undefined);
    return new FakeTab(faulty, environment, end);
  }

  /** A tab of a browser that lets this page have no database. */
  tabWithoutDatabase(): DeviceStorage {
    return new DeviceStorage(this.environment(undefined, undefined));
  }

  /** Waits for a promise: first without time passing, then with it. */
  async finish<T>(promise: Promise<T>): Promise<T> {
    let done = false;
    const mark = () => (done = true);
    promise.then(mark, mark);
    for (let step = 0; !done; step++) {
      if (step > 40_000) throw new Error("still not finished after 40,000 steps");
      await quiet(() => done);
      if (!done) await this.time.pass(100);
    }
    return promise;
  }

  /** Lets time pass, and everything be written that can be. */
  async pass(millis: number): Promise<void> {
    for (const end = this.time.now + millis; this.time.now < end;) {
      await quiet(() => false);
      await this.time.pass(Math.min(1_000, end - this.time.now));
    }
    await quiet(() => false);
  }

  private environment(
    databases: IDBFactory | undefined,
    locks: StorageEnvironment["locks"],
  ): StorageEnvironment {
    return {
      databases: databases,
      keyRange: IDBKeyRange,
      locks,
      storage: this.storage,
      now: () => this.time.now,
      after: (delayMillis, action) => this.time.after(delayMillis, action),
      randomBytes: (length) => Uint8Array.from({ length }, () => this.random.below(256)),
      siteOf: (client) => Promise.resolve(siteOf(client)),
    };
  }
}

/** One page in that browser. */
export class FakeTab {
  readonly storage: DeviceStorage;

  constructor(
    readonly faulty: FaultyDatabases,
    environment: StorageEnvironment,
    private readonly freeLocks: () => void,
  ) {
    this.storage = new DeviceStorage(environment);
  }

  /** The browser gives its locks to others, as if the tab were gone. It goes on. */
  loseLocks(): void {
    this.freeLocks();
  }

  /** The process is killed. What was in its memory is gone. */
  kill(): void {
    this.faulty.kill();
    this.freeLocks();
  }
}

export function siteOf(client: string): string {
  return createHash("sha256").update(client).digest("base64url").slice(0, 12);
}

/** Until nothing happens any more: the database of the tests answers by setImmediate. */
async function quiet(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 60 && !done(); turn++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
