import { describe, expect, it, vi } from "vitest";
import { IndexedDbOutbox } from "../../src/store/IndexedDbOutbox";
import type { KeptDocument } from "../../src/store/index";
import { OutboxPush } from "../../src/sync/OutboxPush";
import { Relay } from "../../src/sync/Relay";
import { Replica } from "../../src/sync/Replica";
import { anyFails, method, mutated, type Mutant } from "../testing/mutations";
import { DeviceSimulation } from "./DeviceSimulation";

vi.setConfig({ testTimeout: 240_000 });

const SEEDS = 120;

const isCaught = () => anyFails(SEEDS, (seed) => new DeviceSimulation(seed, seed % 4 === 3));

interface Mutable {
  running: boolean;
  pause(): void;
}

describe("the simulation of devices sees", () => {
  it("nothing wrong where nothing is", async () => {
    expect(await isCaught()).toBe(false);
  });

  it.each<[string, object, string, Mutant]>([
    [
      "a new document whose edits make place for what the server has",
      Replica.prototype,
      "canTakeContent",
      method(() => false),
    ],
    [
      "a new document that asks to be resumed",
      Replica.prototype,
      "isUnborn",
      (original) => ({ ...original, get: () => false }),
    ],
    [
      "a birth that drops what was typed after the first letter",
      Replica.prototype,
      "takeContent",
      method(function (this: Replica, was: Replica["takeContent"], ...given: never[]) {
        const kept = { ...this.kept(), buffer: null, pendingEdits: 1 };
        const isNew = this.isUnborn && kept.inFlight !== null;
        if (isNew) Object.assign(this, { current: Replica.restored(kept).state });
        return (was as (...given: never[]) => unknown)(...given);
      }),
    ],
    [
      "a relay whose answer counts though a socket has taken over",
      Relay.prototype,
      "stop",
      method(function (this: Mutable) {
        this.running = false;
        this.pause();
      }),
    ],
    [
      "an answer that is taken in though somebody was faster",
      OutboxPush.prototype,
      "stillStands",
      method(() => true),
    ],
    [
      "a push that does not write down what it was answered",
      OutboxPush.prototype,
      "advance",
      method(() => Promise.resolve()),
    ],
    [
      "an outbox that is read without what was typed last",
      IndexedDbOutbox.prototype,
      "load",
      method(async (was: IndexedDbOutbox["load"]) => {
        const kept: KeptDocument | null = await was();
        return kept && { ...kept, buffer: null, pendingEdits: kept.inFlight === null ? 0 : 1 };
      }),
    ],
  ])("%s", async (_, target, member, mutant) => {
    await mutated(target, member, mutant, async () => {
      expect(await isCaught()).toBe(true);
    });
  });
});
