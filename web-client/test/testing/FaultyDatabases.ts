import type { Disk } from "./Disk";
import type { VirtualTime } from "../../src/testing/VirtualTime";

/**
 * What may become of a call:
 * `throws`: the connection is closing; `closes`: the browser closes it, and says so;
 * `aborts`: the transaction is given up; `full`: the quota does not suffice;
 * `late`: it takes a second; `unanswered`: it is done, and nobody is ever told.
 */
export const FAULTS = ["throws", "closes", "aborts", "full", "late", "unanswered"] as const;
export type Fault = (typeof FAULTS)[number];

/**
 * What may become of one request of a transaction: `refused`: the call itself throws; `fails`: its
 * answer is an error, and the transaction is given up for it.
 */
export const REQUEST_FAULTS = ["refused", "fails"] as const;
export type RequestFault = (typeof REQUEST_FAULTS)[number];

/** IndexedDB as one tab has it, with faults where a test wants them. */
export class FaultyDatabases {
  /** Calls so far: openings and transactions. */
  calls = 0;
  /** Says what becomes of a call. */
  plan: (call: number) => Fault | null = () => null;
  /** Requests in transactions so far: each get, put and delete. */
  requests = 0;
  requestPlan: (request: number) => RequestFault | null = () => null;
  private dead = false;

  constructor(
    private readonly databases: IDBFactory,
    private readonly time: VirtualTime,
    private readonly disk: Disk,
  ) {}

  /** The process is gone: what it had begun may be done or not, and nobody is told. */
  kill(): void {
    this.dead = true;
  }

  factory(): IDBFactory {
    const open = (name: string, version?: number) => this.open(name, version);
    return { open } as unknown as IDBFactory;
  }

  private open(name: string, version?: number): IDBOpenDBRequest {
    const fault = this.next();
    if (fault === "throws") throw new DOMException("no access", "InvalidStateError");
    // Closed and full are about connections; an opening that meets them just fails.
    const wanted = fault === null || fault === "late" || fault === "unanswered" ? version : 0.5;
    const request =
      wanted === version
        ? this.databases.open(name, version)
        : failing(this.databases, fault === "full" ? "QuotaExceededError" : "UnknownError");
    request.addEventListener("success", () => this.equip(request.result));
    this.disturb(request, "onsuccess", fault);
    return request;
  }

  private next(): Fault | null {
    return this.dead ? "throws" : this.plan(++this.calls);
  }

  private equip(connection: IDBDatabase): void {
    const begin = connection.transaction.bind(connection);
    connection.transaction = (stores, mode, options) => {
      const fault = this.next();
      if (fault === "closes") {
        connection.close();
        connection.onclose?.(new Event("close"));
      }
      const transaction = begin(stores, mode, options);
      if (fault === "throws") throw new DOMException("closing", "InvalidStateError");
      if (fault === "aborts") transaction.abort();
      if (fault === "full") exhaust(transaction);
      this.disk.watch(connection, transaction, options);
      this.equipRequests(transaction);
      this.disturb(transaction, "oncomplete", fault);
      return transaction;
    };
  }

  /** Each request of a transaction, whoever makes it, goes through one method of the fake. */
  private equipRequests(transaction: IDBTransaction): void {
    const fake = transaction as unknown as { _execRequestAsync: (request: Asked) => IDBRequest };
    const execute = fake._execRequestAsync.bind(transaction);
    fake._execRequestAsync = (asked) => {
      const fault = this.dead ? null : this.requestPlan(++this.requests);
      if (fault === "refused") throw new DOMException("no more", "UnknownError");
      return execute(fault === "fails" ? { ...asked, operation: fail } : asked);
    };
  }

  /** Puts itself between an event and its handler. */
  private disturb<T extends EventTarget>(target: T, handler: keyof T, fault: Fault | null): void {
    let told: ((event: Event) => void) | null = null;
    Object.defineProperty(target, handler, {
      set: (next: typeof told) => (told = next),
      get: () => (event: Event) => {
        if (this.dead || fault === "unanswered") return;
        if (fault === "late") this.time.after(1_000, () => told?.(event));
        else told?.(event);
      },
    });
  }
}

interface Asked {
  readonly operation: () => unknown;
}

function fail(): never {
  throw new DOMException("the disk cannot be read", "DataError");
}

/** Every write of it is made, and then the commit fails. */
function exhaust(transaction: IDBTransaction): void {
  const error = new DOMException("no space", "QuotaExceededError");
  transaction.abort();
  Object.defineProperty(transaction, "error", { get: () => error });
}

/** A request that ends with an error: a version lower than the one there is. */
function failing(databases: IDBFactory, name: string): IDBOpenDBRequest {
  const request = databases.open(`failing-${name}`);
  const error = new DOMException("no database", name);
  const fail = (event: Event) => {
    event.stopImmediatePropagation();
    Object.defineProperty(request, "error", { get: () => error });
    request.onerror?.(new Event("error"));
  };
  request.addEventListener("success", fail);
  return request;
}
