import { Buffer, Operation } from "../../ot/index";
import type { Change } from "./changeBetween";

/** So many steps can be taken back. */
const MAX_STEPS = 500;
/** Typing that pauses longer than this is another step. */
const PAUSE_MILLIS = 1_000;

/** What takes one step back, and what others did since, which it has not been moved over yet. */
interface Step {
  readonly back: Operation;
  readonly since: Buffer | null;
}

/** The last edit, for the question whether the next one goes on with it. */
interface Typing {
  readonly end: number;
  readonly at: number;
  readonly composing: boolean;
}

/**
 * A person's own edits, to be undone and redone while others write: theirs are never touched.
 *
 * The browser's own history forgets everything when a script sets the text, which is what every
 * edit of somebody else does. Here a step waits as the operation that takes it back. What others do
 * meanwhile is gathered beside the last step, and moved through one step after the other as they
 * are taken back:
 *
 *                      since
 *               •──────────────►•
 *          back │               │ back of now: what undo does
 *               ▼               ▼
 *               •──────────────►•
 *                 since, for the step below
 */
export class UndoHistory {
  private done: Step[] = [];
  private undone: Step[] = [];
  private typing: Typing | null = null;

  /** The person changed `before`, at a moment in milliseconds. One composition is one step. */
  edited(change: Change, before: string, at: number, composing = false): void {
    this.undone = [];
    const back = backOf(change, before);
    const last = this.done.at(-1);
    if (last?.since === null && this.goesOn(change, at, composing)) {
      this.done[this.done.length - 1] = { back: back.compose(last.back), since: null };
    } else {
      this.done.push({ back, since: null });
      if (this.done.length > MAX_STEPS) this.done.shift();
    }
    this.typing = { end: change.from + change.insert.length, at, composing };
  }

  /** Somebody else changed the text. */
  passed(operation: Operation): void {
    gather(this.done, operation);
    gather(this.undone, operation);
  }

  /** What takes the last step back, to be applied to `text`; null if there is none. */
  undo(text: string): Operation | null {
    return this.turn(this.done, this.undone, text);
  }

  redo(text: string): Operation | null {
    return this.turn(this.undone, this.done, text);
  }

  clear(): void {
    this.done = [];
    this.undone = [];
    this.typing = null;
  }

  private turn(from: Step[], to: Step[], text: string): Operation | null {
    this.typing = null;
    for (let step = from.pop(); step !== undefined; step = from.pop()) {
      const back = movedThrough(step, from);
      // Others have undone it already, in effect.
      if (back.isIdentity) continue;
      to.push({ back: back.invert(text), since: null });
      return back;
    }
    return null;
  }

  /** Letter after letter, or one deletion after the other, in one place and without a pause. */
  private goesOn({ from, to, insert }: Change, at: number, composing: boolean): boolean {
    const { typing } = this;
    if (composing && typing?.composing === true) return true;
    if (typing === null || at - typing.at > PAUSE_MILLIS) return false;
    if (insert === "") return to === typing.end || from === typing.end;
    return from === typing.end && from === to && !insert.includes("\n");
  }
}

function backOf({ from, to, insert }: Change, before: string): Operation {
  return Operation.builder()
    .retain(from)
    .delete(insert.length)
    .insert(before.slice(from, to))
    .retain(before.length - to)
    .build();
}

function gather(steps: Step[], operation: Operation): void {
  const last = steps.at(-1);
  if (last === undefined) return;
  steps[steps.length - 1] = { ...last, since: Buffer.after(last.since, operation) };
}

/** The step as it is now; what others did goes on to the step below it. */
function movedThrough({ back, since }: Step, below: Step[]): Operation {
  if (since === null) return back;
  const { earlier, later } = Operation.transform(since.toOperation(), back);
  gather(below, earlier);
  return later;
}
