import { Operation } from "../../src/ot/index";
import { BaseText } from "../../src/sync/BaseText";
import { FakeDocument, type Entry } from "../../src/testing/FakeDocument";
import { FakeEditor } from "../../src/testing/FakeEditor";
import { method, type Mutant } from "../testing/mutations";
import type { Mishap } from "./Mishap";

export interface FrameStep {
  by?: string;
  seq?: number;
  fold?: number;
  op: (number | string)[];
}

export interface Frame {
  readonly t: string;
  readonly from: number;
  ops: FrameStep[];
}

/** Behind one revision, up to another. */
export interface Place {
  readonly after: number;
  readonly revision: number;
}

type Arrives = (frame: Frame, mishap: Mishap) => Frame;

/** One thing that is done wrong, once. */
export interface Bug {
  /** Changes a frame on its way to the subject. */
  readonly arrives?: Arrives;
  /** Between two turns. */
  readonly between?: (mishap: Mishap) => void | Promise<void>;
  /** A member of the program that is wrong, while the mishap runs and while its bundle is made. */
  readonly planted?: (mishap: Mishap) => readonly [target: object, member: string, mutant: Mutant];
  /** Whether the client is to notice it by itself. */
  readonly isNoticed: boolean;
  /** Whether there is a place where it was met. */
  readonly isMet: boolean;
}

/** Not before so many revisions. */
const EARLIEST = 5;

/** Changes the first step of somebody else that `change` can change. */
function altered(change: (step: FrameStep, mishap: Mishap) => boolean): Arrives {
  return (frame, mishap) => {
    let after = frame.from;
    for (const step of frame.ops) {
      const revision = after + (step.fold ?? 1);
      const mine = step.by !== undefined && step.by === mySite(mishap);
      if (!mine && after >= EARLIEST && change(step, mishap)) {
        mishap.place = { after, revision };
        return frame;
      }
      after = revision;
    }
    return frame;
  };
}

const mySite = ({ subject }: Mishap) => subject.site;

const insertOf = (step: FrameStep) => step.op.findIndex((part) => typeof part === "string");

function otherLetter(step: FrameStep): boolean {
  const at = insertOf(step);
  if (at < 0) return false;
  step.op[at] = `?${(step.op[at] as string).slice(1)}`;
  return true;
}

/** The insert stands one unit further to the left. */
function otherPlace(step: FrameStep): boolean {
  const at = insertOf(step);
  const before = step.op[at - 1];
  const behind = step.op[at + 1];
  if (typeof before !== "number" || typeof behind !== "number") return false;
  if (before < 2 || behind < 1) return false;
  step.op[at - 1] = before - 1;
  step.op[at + 1] = behind + 1;
  return true;
}

function tooLong(step: FrameStep): boolean {
  const last = step.op.at(-1);
  if (typeof last === "number" && last > 0) step.op[step.op.length - 1] = last + 1;
  else step.op.push(1);
  return true;
}

export const placeOf = ({ from, ops }: Frame): Place => ({
  after: from,
  revision: from + ops.reduce((sum, { fold = 1 }) => sum + fold, 0),
});

const noticed = { isNoticed: true, isMet: true };

/** The first frame of the subject's from `EARLIEST` on that inserts something: the bug is in it. */
const inFrame: Arrives = (frame, mishap) => {
  const [step] = frame.ops;
  const inserts = step !== undefined && insertOf(step) >= 0 && step.by !== mySite(mishap);
  if (frame.from < EARLIEST || !inserts) return frame;
  mishap.place = placeOf(frame);
  mishap.letter = (step.op[insertOf(step)] as string)[0]!;
  return frame;
};

type Apply = (text: string) => string;

export const BUGS: Readonly<Record<string, Bug>> = {
  none: { isNoticed: false, isMet: false },
  "server sends another letter": { ...noticed, arrives: altered(otherLetter) },
  "server sends another place": { ...noticed, arrives: altered(otherPlace) },
  "server sends what does not fit": { ...noticed, arrives: altered(tooLong) },
  "server sends another author": {
    ...noticed,
    arrives: altered((step, mishap) => {
      if (step.by === undefined) return false;
      step.by = mySite(mishap);
      return true;
    }),
  },
  "server sends no operation": {
    ...noticed,
    arrives: altered((step) => {
      step.op = [0];
      return true;
    }),
  },
  "server stores another text than was sent": {
    ...noticed,
    planted: (mishap) => [
      FakeDocument.prototype,
      "append",
      method(function (was: (entry: Entry) => void, entry: Entry) {
        const { by, operation } = entry;
        const here = mishap.document;
        const isOne = here.head >= EARLIEST && by === mySite(mishap) && operation.pool !== "";
        if (mishap.place !== null || !isOne) return was(entry);
        mishap.place = { after: here.head, revision: here.head + 1 };
        const json = JSON.stringify(operation.toJSON()).replace(operation.pool, (pool) =>
          pool.replace(/^./, "?"),
        );
        was({ ...entry, operation: Operation.fromJSON(JSON.parse(json), "text") });
      }),
    ],
  },
  "somebody writes with the same outbox": {
    ...noticed,
    between: (mishap) => {
      const site = mySite(mishap);
      const { head } = mishap.document;
      if (mishap.place !== null || head < EARLIEST) return;
      const seq = mishap.document.lastSequence(site) + 1;
      mishap.place = { after: head, revision: head + 1 };
      mishap.appendAs(site, seq);
    },
  },
  "client puts its text together wrongly": {
    ...noticed,
    arrives: inFrame,
    planted: (mishap) => [
      BaseText.prototype,
      "move",
      method(function (was: (through: Operation) => void, through: Operation) {
        const { letter } = mishap;
        if (!mishap.inSubject || letter === null || !through.pool.includes(letter)) {
          return was(through);
        }
        mishap.letter = null;
        const json = JSON.stringify(through.toJSON()).replace(letter, "?");
        was(Operation.fromJSON(JSON.parse(json), "text"));
      }),
    ],
  },
  "client applies an operation wrongly": {
    ...noticed,
    arrives: inFrame,
    planted: (mishap) => [
      Operation.prototype,
      "apply",
      method(function (this: Operation, was: Apply, text: string) {
        const { letter } = mishap;
        const isOne = mishap.inSubject && letter !== null && this.pool.includes(letter);
        return isOne ? was(text).replace(letter, "?") : was(text);
      }),
    ],
  },
  "client moves its own operation wrongly": {
    ...noticed,
    planted: (mishap) => [
      Operation,
      "transform",
      method((was: typeof Operation.transform, h: Operation, c: Operation) => {
        const moved = was(h, c);
        const json = moved.later.toJSON() as FrameStep["op"];
        const step = { op: json };
        const { inSubject, arrived } = mishap;
        if (!inSubject || arrived === null || mishap.place !== null || !otherPlace(step)) {
          return moved;
        }
        mishap.place = arrived;
        return { ...moved, later: Operation.fromJSON(json, "text") };
      }),
    ],
  },
  "client's editor leaves something out": {
    isNoticed: false,
    isMet: true,
    arrives: inFrame,
    planted: (mishap) => [
      FakeEditor.prototype,
      "apply",
      method(function (was: (operation: Operation) => void, operation: Operation) {
        const { letter } = mishap;
        if (!mishap.inSubject || letter === null || !operation.pool.includes(letter)) {
          return was(operation);
        }
        mishap.letter = null;
        const json = JSON.stringify(operation.toJSON()).replace(letter, "?");
        was(Operation.fromJSON(JSON.parse(json), "text"));
      }),
    ],
  },
  "server goes on with a restored backup": {
    ...noticed,
    between: (mishap) => {
      const { head } = mishap.document;
      if (mishap.place !== null || head < 3 * EARLIEST) return;
      const until = EARLIEST + mishap.random.below(EARLIEST);
      mishap.place = { after: until, revision: until };
      mishap.branchOff(until);
    },
  },
};
