import { describe, expect, it, vi } from "vitest";
import type { Operation } from "../../src/ot/index";
import { AwaitingAck } from "../../src/sync/AwaitingAck";
import { AwaitingAckWithBuffer } from "../../src/sync/AwaitingAckWithBuffer";
import type { ClientState } from "../../src/sync/ClientState";
import { rebase } from "../../src/sync/rebase";
import { receive } from "../../src/sync/receive";
import type { Step } from "../../src/sync/Step";
import { Synchronized } from "../../src/sync/Synchronized";
import { operation } from "../testing/Notation";
import { RandomOperations } from "../testing/RandomOperations";
import { eachSeed, tiered } from "../testing/seeds";
import { SplitMix64 } from "../../src/testing/SplitMix64";

vi.setConfig({ testTimeout: tiered(120_000, 1_200_000) });

const ME = "me";

function one(by: string, sequence: number, notation: string): Step {
  return { kind: "one", by, sequence, operation: operation(notation) };
}

function own(sequence: number, notation = "'x' 3"): Step {
  return one(ME, sequence, notation);
}

function folded(count: number, notation: string): Step {
  return { kind: "folded", count, operation: operation(notation) };
}

/** The state, on one line. */
function words(state: ClientState): string {
  const { revision, lastSequence, inFlight, outstanding, buffer } = state;
  if (inFlight === null) return `synchronized at ${revision}, ${lastSequence} stored`;
  const sent = `${inFlight.sequence}@${inFlight.revision} ${inFlight.operation.toString()}`;
  const now = `at ${revision} ${outstanding.toString()}`;
  return `${sent}, ${now}${buffer === null ? "" : `, then ${buffer.toOperation().toString()}`}`;
}

/** The document "abc" at revision 4, where this client has stored 7 operations. */
const synchronized = new Synchronized(ME, 4, 7);
const awaiting = synchronized.edit(operation("'x' 3"));
const buffered = awaiting.edit(operation("4 'y'"));

describe("a local edit", () => {
  it("when synchronised is frozen and in flight at once", () => {
    expect(awaiting).toBeInstanceOf(AwaitingAck);
    expect(words(awaiting)).toBe('8@4 ["x",3], at 4 ["x",3]');
  });

  it("behind one in flight goes into the buffer", () => {
    expect(buffered).toBeInstanceOf(AwaitingAckWithBuffer);
    expect(words(buffered)).toBe('8@4 ["x",3], at 4 ["x",3], then [4,"y"]');
  });

  it("behind a buffer is composed into it, and what is in flight stays the same object", () => {
    const more = buffered.edit(operation("5 'z'"));
    expect(words(more)).toBe('8@4 ["x",3], at 4 ["x",3], then [4,"yz"]');
    expect(more.inFlight).toBe(awaiting.inFlight);
    expect(more.pending.toString()).toBe('["x",3,"yz"]');
    expect(more.pendingEdits).toBe(3);
  });
});

describe("a step", () => {
  it.each<[string, ClientState, Step[], string, string | null]>([
    [
      "of others, synchronised",
      synchronized,
      [one("a", 1, "3 'q'")],
      "synchronized at 5, 7 stored",
      '[3,"q"]',
    ],
    ["folded", synchronized, [folded(9, "-3")], "synchronized at 13, 7 stored", "[-3]"],
    [
      "of others, one in flight",
      awaiting,
      [one("a", 1, "3 'q'")],
      '8@4 ["x",3], at 5 ["x",4]',
      '[4,"q"]',
    ],
    [
      "at the same place",
      awaiting,
      [one("a", 1, "'q' 3")],
      '8@4 ["x",3], at 5 ["x",4]',
      '[1,"q",3]',
    ],
    [
      "of others, with a buffer",
      buffered,
      [folded(2, "-3 'q'")],
      '8@4 ["x",3], at 6 ["x",1], then [1,"y",1]',
      '[1,-3,1,"q"]',
    ],
    ["own", awaiting, [own(8)], "synchronized at 5, 8 stored", null],
    ["own, with a buffer", buffered, [own(8)], '9@5 [4,"y"], at 5 [4,"y"]', null],
    [
      "of others, then own, then of others",
      buffered,
      [one("a", 1, "3 'q'"), own(8, "'x' 4"), one("a", 2, "5 'r'")],
      '9@6 [4,"y",1], at 7 [4,"y",2]',
      '[5,"qr"]',
    ],
  ])("%s", (_, state, steps, after, apply) => {
    const received = receive(state, steps);
    if (received.kind === "violation") throw new Error(received.message);
    expect(words(received.state)).toBe(after);
    expect(received.apply?.toString() ?? null).toBe(apply);
  });

  it.each<[string, ClientState, Step, string]>([
    ["own, and nothing is in flight", synchronized, own(8), "ANOTHER_WRITER"],
    ["own, and another one is in flight", awaiting, own(9), "ANOTHER_WRITER"],
    ["own, with another operation", awaiting, own(8, "'X' 3"), "OTHER_OPERATION"],
    ["for a document of another length, in flight", awaiting, one("a", 1, "4"), "DOES_NOT_FIT"],
  ])("%s, is a violation", (_, state, step, reason) => {
    expect(receive(state, [step])).toMatchObject({ kind: "violation", reason });
  });
});

describe("a rebase", () => {
  it("freezes what was in flight anew, under its old name", () => {
    const received = rebase(buffered, 20, 7, operation("-3 'new'"));
    if (received.kind === "violation") throw new Error(received.message);
    expect(words(received.state)).toBe('8@20 ["x",3], at 20 ["x",3], then [1,"y",3]');
    expect(received.apply?.toString()).toBe('[1,-3,1,"new"]');
  });

  it("takes what the log holds as acknowledged", () => {
    const received = rebase(buffered, 20, 8, operation("1 -3 'new'"));
    if (received.kind === "violation") throw new Error(received.message);
    expect(words(received.state)).toBe('9@20 [1,"y",3], at 20 [1,"y",3]');
  });

  it("of an outbox that somebody else wrote under is a violation", () => {
    expect(rebase(buffered, 20, 9, operation("3"))).toMatchObject({ reason: "ANOTHER_WRITER" });
  });
});

describe("whatever happens", () => {
  // Promise X3, on the client's side, and the invariant that everything else rests on.
  it("what was frozen stays as it is, and the local text is the log's with what it lacks", () => {
    let steps = 0;
    eachSeed(tiered(1_000, 10_000), (seed) => {
      const random = new SplitMix64(seed);
      const operations = new RandomOperations(random, "text");
      let base = operations.content(8);
      let local = base;
      let state: ClientState = new Synchronized(ME, 0, 0);
      for (let i = 0; i < 100; i++, steps++) {
        const frozen = state.inFlight;
        const sent = frozen?.operation.toString();
        const choice = random.below(5);
        if (choice < 2) {
          const edit = operations.on(local);
          state = state.edit(edit);
          local = local.compose(edit);
        } else {
          const own: boolean = choice === 4 && state.inFlight !== null;
          const operation: Operation = own ? state.outstanding! : operations.on(base);
          const received = receive(state, [
            own
              ? { kind: "one", by: ME, sequence: state.lastSequence + 1, operation }
              : { kind: "folded", count: 1 + random.below(3), operation },
          ]);
          if (received.kind === "violation") throw new Error(received.message);
          state = received.state;
          base = base.compose(operation);
          if (received.apply !== null) local = local.compose(received.apply);
          if (own) expect(state.lastSequence).toBe(frozen!.sequence);
        }
        if (frozen !== null && state.inFlight?.sequence === frozen.sequence) {
          expect(state.inFlight).toBe(frozen);
          expect(frozen.operation.toString()).toBe(sent);
        }
        const whole = state.pending === null ? base : base.compose(state.pending);
        if (!whole.equals(local)) expect(whole.toString()).toBe(local.toString());
      }
    });
    expect(steps).toBeGreaterThanOrEqual(process.env["SEED"] === undefined ? 100_000 : 100);
  });
});
