import { describe, expect, it, vi } from "vitest";
import { Operation } from "../../src/ot/index";
import { MemoryOutbox } from "../../src/store/index";
import { AwaitingAck } from "../../src/sync/AwaitingAck";
import { AwaitingAckWithBuffer } from "../../src/sync/AwaitingAckWithBuffer";
import { Heartbeat } from "../../src/sync/Heartbeat";
import { LiveStream } from "../../src/sync/LiveStream";
import { LocalDocument } from "../../src/sync/LocalDocument";
import { Replica } from "../../src/sync/Replica";
import { Synchronized } from "../../src/sync/Synchronized";
import { anyFails, method, mutated, type Mutant } from "../testing/mutations";
import { Simulation } from "./Simulation";

vi.setConfig({ testTimeout: 120_000 });

const SEEDS = 80;

const isCaught = () => anyFails(SEEDS, (seed) => new Simulation(seed, seed % 4 === 3));

type Compose = (edit: Operation) => unknown;

describe("the simulation sees", () => {
  it("nothing wrong where nothing is", async () => {
    expect(await isCaught()).toBe(false);
  });

  it.each<[string, object, string, Mutant]>([
    [
      "an operation in flight that later typing is composed into",
      AwaitingAck.prototype,
      "edit",
      method(function (this: AwaitingAck, _was: Compose, edit: Operation) {
        const { site, revision, inFlight, outstanding } = this;
        const operation = inFlight.operation.compose(edit);
        return new AwaitingAck(
          site,
          revision,
          { ...inFlight, operation },
          outstanding.compose(edit),
        );
      }),
    ],
    [
      "the tie broken the other way on one side",
      Operation,
      "transform",
      method((was: typeof Operation.transform, h: Operation, c: Operation) => {
        const { earlier, later } = was(c, h);
        return { earlier: later, later: earlier };
      }),
    ],
    [
      "an acknowledgement that forgets what was typed behind it",
      AwaitingAckWithBuffer.prototype,
      "acknowledge",
      method(function (this: AwaitingAckWithBuffer) {
        return new Synchronized(this.site, this.revision + 1, this.inFlight.sequence);
      }),
    ],
    [
      "an own entry taken for somebody else's",
      Replica.prototype,
      "takeIn",
      method((was: Replica["takeIn"], steps: Parameters<Replica["takeIn"]>[0], ...rest: [null]) =>
        was(
          steps.map((step) => (step.kind === "one" ? { ...step, by: "somebody" } : step)),
          ...rest,
        ),
      ),
    ],
    [
      "an outbox that loses the last edits",
      MemoryOutbox.prototype,
      "append",
      method(() => Promise.resolve()),
    ],
    [
      "an outbox that is told nothing of what is in flight",
      LocalDocument.prototype,
      "keep",
      method(() => undefined),
    ],
    ["text that changes under a composition", LiveStream.prototype, "hold", method(() => "moved")],
    [
      "a document given up because its log was cut back",
      Replica.prototype,
      "canTakeContent",
      method(() => false),
    ],
    [
      "a connection that never notices silence",
      Heartbeat.prototype,
      "deadDue",
      (original) => ({ ...original, get: () => Infinity }),
    ],
    [
      "a buffer that stays where it was when others write",
      AwaitingAckWithBuffer.prototype,
      "applyOthers",
      method(function (
        this: AwaitingAckWithBuffer,
        was: AwaitingAckWithBuffer["applyOthers"],
        count: number,
        operation: Operation,
      ) {
        const { state } = was(count, operation);
        return { kind: "advanced", state, apply: operation };
      }),
    ],
  ])("%s", async (_, target, member, mutant) => {
    await mutated(target, member, mutant, async () => {
      expect(await isCaught()).toBe(true);
    });
  });
});
