import { describe, expect, it, vi } from "vitest";
import { Database } from "../../src/store/Database";
import { WriteLoop } from "../../src/store/WriteLoop";
import { LocalDocument } from "../../src/sync/LocalDocument";
import { OutboxWriter } from "../../src/sync/OutboxWriter";
import { method, mutated, type Mutant } from "../testing/mutations";
import { aDay } from "./aDay";

vi.setConfig({ testTimeout: 120_000 });

/** Days that go wrong in some way or other. */
async function someDays(): Promise<void> {
  await aDay();
  for (let place = 1; place <= 24; place++) {
    await aDay({ call: (at) => (at >= place && at < place + 6 ? "full" : null) });
    await aDay({ call: (at) => (at === place ? "late" : null) });
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

// Promise B1: that shownAsKept can fail.
describe("a watched day sees", () => {
  it("nothing wrong where nothing is", async () => {
    expect(await caught(someDays)).toBe(false);
  });

  it.each<[string, object, string, Mutant]>([
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
  ])("%s", async (_, target, member, mutant) => {
    await mutated(target, member, mutant, async () => {
      expect(await caught(someDays)).toBe(true);
    });
  });
});
