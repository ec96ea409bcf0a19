import type { Mover, Operation, Selection } from "../ot/index";
import type { Cancel, Environment } from "./Environment";

const PAUSE_MILLIS = 80;

/**
 * Tells the others where this person is. Only while nothing is in flight or buffered, because only
 * then does a position mean the same to everybody; not more often than each 80 ms; and not at all
 * when they know it already, as after typing: everyone moves the author's caret along.
 */
export class CursorTalk {
  private selection: Selection | null = null;
  /** What the others believe. */
  private told: Selection | null = null;
  private pausing = false;
  private cancel: Cancel = () => undefined;

  constructor(
    private readonly environment: Environment,
    /** Tells, if it may, and says whether it did. */
    private readonly tell: (selection: Selection) => boolean,
  ) {}

  selected(selection: Selection): void {
    this.selection = selection;
    this.talk();
  }

  /** The local text changed. */
  moved(operation: Operation, mover: Mover): void {
    this.selection = moved(this.selection, operation, mover);
    this.told = moved(this.told, operation, mover);
  }

  /** The others know nothing, or nothing any more. */
  restart(): void {
    this.told = null;
    this.talk();
  }

  /** The text is another: this person is nowhere in it yet. */
  forget(): void {
    this.selection = null;
    this.told = null;
  }

  talk(): void {
    const { selection } = this;
    if (this.pausing || selection === null) return;
    if (this.told?.equals(selection) === true || !this.tell(selection)) return;
    this.told = selection;
    this.pausing = true;
    this.cancel = this.environment.after(PAUSE_MILLIS, () => {
      this.pausing = false;
      this.talk();
    });
  }

  stop(): void {
    this.cancel();
    this.selection = null;
  }
}

function moved(selection: Selection | null, operation: Operation, mover: Mover): Selection | null {
  if (selection?.fitsInto(operation.baseLength) !== true) return null;
  return selection.movedThrough(operation, mover);
}
