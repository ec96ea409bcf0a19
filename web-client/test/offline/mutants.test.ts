import { describe, expect, it, vi } from "vitest";
import { Operation } from "../../src/ot/index";
import { Database } from "../../src/store/Database";
import { IndexedDbOutbox } from "../../src/store/IndexedDbOutbox";
import { WriteLoop } from "../../src/store/WriteLoop";
import { AwaitingAck } from "../../src/sync/AwaitingAck";
import { LocalDocument } from "../../src/sync/LocalDocument";
import { OutboxWriter } from "../../src/sync/OutboxWriter";
import { Holding } from "../../src/sync/Holding";
import { Replica } from "../../src/sync/Replica";
import { method, mutated, type Mutant } from "../testing/mutations";
import { aDay } from "./aDay";
import { disasterAt } from "./disasterAt";
import { DISASTERS } from "./disasters";
import { LongLife } from "./LongLife";
import { TwoHolders, type Way } from "./TwoHolders";

vi.setConfig({ testTimeout: 120_000 });

const WAYS: readonly Way[] = ["duplicated tab", "cloned profile", "stolen lock"];

/** Days that go wrong in some way or other. */
async function someDays(): Promise<void> {
  await aDay();
  for (let place = 1; place <= 24; place++) {
    await aDay({ call: (at) => (at >= place && at < place + 6 ? "full" : null) });
    await aDay({ call: (at) => (at === place ? "late" : null) });
  }
}

async function someDisasters(): Promise<void> {
  for (const disaster of DISASTERS) await disasterAt(3, disaster);
}

async function someLives(): Promise<void> {
  for (let seed = 0; seed < 10; seed++) await new LongLife(seed).live(300);
}

async function someMeetings(): Promise<void> {
  for (let seed = 0; seed < 45; seed++) {
    const holders = new TwoHolders(seed, WAYS[seed % WAYS.length]!);
    await holders.run();
    await holders.check();
  }
}

async function caught(run: () => Promise<void>): Promise<boolean> {
  return run().then(
    () => false,
    () => true,
  );
}

type Transact = (
  connection: IDBDatabase,
  stores: readonly string[],
  mode: IDBTransactionMode,
  plan: unknown,
) => Promise<unknown>;

type Case = readonly [name: string, target: object, member: string, mutant: Mutant];

function each(run: () => Promise<void>, cases: readonly Case[]): void {
  it("nothing wrong where nothing is", async () => {
    expect(await caught(run)).toBe(false);
  });

  it.each(cases)("%s", async (_, target, member, mutant) => {
    await mutated(target, member, mutant, async () => {
      expect(await caught(run)).toBe(true);
    });
  });
}

// Promise B1: that shownAsKept can fail.
describe("a watched day sees", () => {
  each(someDays, [
    [
      "edits shown as kept while they are being written",
      OutboxWriter.prototype,
      "isKept",
      (original) => ({
        ...original,
        get(this: { outbox: { outlivesPage: boolean } }) {
          return this.outbox.outlivesPage;
        },
      }),
    ],
    [
      "a write that counts before its transaction is complete",
      Database.prototype,
      "transact",
      method((was: Transact, ...given: Parameters<Transact>) => {
        const completed = was(...given);
        if (!given[1].includes("copies") || given[2] !== "readwrite") return completed;
        completed.catch(() => undefined);
        return Promise.resolve();
      }),
    ],
    [
      "writes that the browser may keep in its memory",
      Database.prototype,
      "begin",
      method((_was: unknown, connection: IDBDatabase, stores: string[], mode: IDBTransactionMode) =>
        connection.transaction(stores, mode),
      ),
    ],
    [
      "writes that fail, and nobody says so",
      WriteLoop.prototype,
      "fell",
      method(function (this: { waiting: (() => void)[] }) {
        this.waiting.splice(0).forEach((resolve) => resolve());
      }),
    ],
    [
      "edits in flight shown as saved",
      LocalDocument.prototype,
      "pendingEdits",
      (original) => ({
        ...original,
        get(this: { replica: { state: { buffer: { edits: number } | null } } }) {
          return this.replica.state.buffer?.edits ?? 0;
        },
      }),
    ],
  ]);
});

// Promise B3: that disasters can fail.
describe("whoever watches disasters sees", () => {
  each(someDisasters, [
    ["that a fault is told to nobody", WriteLoop.prototype, "tell", method(() => undefined)],
    ["that nothing is tried again", WriteLoop.prototype, "retryLater", method(() => undefined)],
    [
      "that what was deleted stays deleted",
      IndexedDbOutbox.prototype,
      "mended",
      method(() => Promise.resolve(false)),
    ],
  ]);
});

// Promise X3: that frozen can fail.
describe("a long life sees", () => {
  each(someLives, [
    [
      "an operation in flight that later typing is composed into",
      AwaitingAck.prototype,
      "edit",
      method(function (this: AwaitingAck, _was: unknown, edit: Operation) {
        const { site, revision, inFlight, outstanding, pendingEdits } = this;
        // As long as nobody else writes, even its base is right.
        if (!inFlight.operation.equals(outstanding)) return this;
        const grown = outstanding.compose(edit);
        const frozen = { ...inFlight, operation: grown };
        return new AwaitingAck(site, revision, frozen, grown, pendingEdits + 1);
      }),
    ],
    [
      "an outbox that keeps what is in flight as it was moved",
      Replica.prototype,
      "standing",
      method((was: Replica["standing"]) => {
        const standing = was();
        const { inFlight } = standing;
        if (inFlight === null) return standing;
        return { ...standing, inFlight: { ...inFlight, operation: inFlight.outstanding } };
      }),
    ],
    [
      "an operation that is frozen anew each time that it is sent",
      LocalDocument.prototype,
      "fit",
      method(function (this: LocalDocument) {
        if (this.inFlight !== null) this.refreeze();
      }),
    ],
  ]);
});

// Promise X4: that twoHolders can fail.
describe("whoever watches two holders sees", () => {
  each(someMeetings, [
    [
      "an entry taken for one's own by its name alone",
      Operation.prototype,
      "equals",
      method(() => true),
    ],
    [
      "edits of the one who lost that are kept nowhere",
      Holding.prototype,
      "keepCopyUnless",
      method(() => undefined),
    ],
    ["a copy that nobody is told of", OutboxWriter.prototype, "keepCopy", method(() => undefined)],
  ]);
});
