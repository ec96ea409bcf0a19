import { InvalidOperationException } from "../ot/index";
import type { Divergence } from "../review/index";
import { readSteps } from "./decode";
import { divergenceOf } from "./reunion/divergenceOf";
import type { MissedSteps, Opened, StepMessage } from "./messages";
import { violation, type Violation } from "./Received";
import { Replica, type TakenIn } from "./Replica";
import type { Blocked } from "./SessionStatus";
import type { Step } from "./Step";

/** A document that goes on from where it stood. */
export interface Level {
  readonly kind: "level";
  readonly taken: TakenIn;
  /** What was unsent, and what it met; null if nothing is. */
  readonly divergence: Divergence | null;
  /** The text as it was here, if some of it went away and nobody knows whether the log ever had it. */
  readonly inDoubt: string | null;
  readonly missedRevisions: number;
  /** What the log lacks now, moved over what was missed. */
  readonly pendingEdits: number;
}

/**
 * What the answer to an opening means for a document as it is here:
 * `level`: it goes on from where it stood, and what was missed has been taken in;
 * `afresh`: another document, or the first one ever: what is here cannot go on in it;
 * `unusable`: nothing that can be worked on; `missing`: the steps do not belong here.
 */
export type Arrival =
  | Level
  | { readonly kind: "afresh"; readonly replica: Replica }
  | { readonly kind: "unusable"; readonly why: Blocked }
  | { readonly kind: "missing" }
  | Violation;

/**
 * The one way in which an answer is taken in, over a socket or over HTTP, with an editor or without.
 * All or nothing: unless the document arrives `level`, `replica` is as it was.
 */
export function arrive(replica: Replica | null, opened: Opened): Arrival {
  const { body, type } = opened;
  if (type !== "text") return unusable("type", `this editor cannot show ${type}`);
  if ("from" in body) {
    if (replica === null) return { kind: "missing" };
    return level(replica, (known) => resume(known, opened, body));
  }
  const { content } = body;
  if (typeof content !== "string") return unusable("bad_message", "the content is no text");
  if (replica?.canTakeContent(opened) !== true) {
    return { kind: "afresh", replica: Replica.opened(opened, content) };
  }
  return level(replica, (known) => known.takeContent(opened, content));
}

/** The operations of some steps, or why they cannot be read. */
export function readable(
  steps: readonly StepMessage[],
  { type }: Replica,
): readonly Step[] | Violation {
  try {
    return readSteps(steps, type);
  } catch (broken) {
    if (!(broken instanceof InvalidOperationException)) throw broken;
    return violation("DOES_NOT_FIT", broken.message);
  }
}

function level(replica: Replica, take: (replica: Replica) => TakenIn | Violation): Arrival {
  const before = replica.state;
  const base = before.pending === null ? "" : replica.baseText();
  const taken = take(replica);
  if (taken.kind === "violation") return taken;
  const { revision, site, pendingEdits } = replica.state;
  return {
    kind: "level",
    taken,
    divergence: divergenceOf(before, base, site, taken),
    inDoubt: taken.inDoubt ? (before.pending?.apply(base) ?? null) : null,
    missedRevisions: revision - before.revision,
    pendingEdits,
  };
}

function resume(
  replica: Replica,
  opened: Opened,
  { from, steps }: MissedSteps,
): TakenIn | Violation {
  if (from !== replica.state.revision) {
    return violation("DOES_NOT_FIT", `resumed from ${from} of ${opened.lineage}`);
  }
  const read = readable(steps, replica);
  return "kind" in read ? read : replica.resume(read, opened);
}

function unusable(code: string, message: string): Arrival {
  return { kind: "unusable", why: { code, message } };
}
