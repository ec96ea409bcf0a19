import type { EditorPort } from "../editor/EditorPort";
import type { LocalDocument, Progress } from "./LocalDocument";
import type { CursorMoved, Ops } from "./messages";
import type { People } from "./People";

const MAX_HELD_MESSAGES = 1_000;

/**
 * What comes while a document is live, in its order. It waits while the person composes: text that
 * changes under an input method breaks what is being composed. Bounded: when too much waits, all of
 * it is let go, and is asked for anew afterwards.
 */
export class LiveStream {
  private held: (Ops | CursorMoved)[] = [];
  private overflowed = false;

  constructor(
    private readonly port: EditorPort,
    private readonly people: People,
  ) {}

  get isHeldBack(): boolean {
    return this.held.length > 0 || this.overflowed;
  }

  take(message: Ops | CursorMoved, local: LocalDocument): Progress {
    if (this.port.composing) return this.hold(message);
    const progress = this.release(local);
    return progress === "moved" ? this.process(message, local) : progress;
  }

  /** The composition is over. */
  release(local: LocalDocument): Progress {
    const { held, overflowed } = this;
    this.clear();
    if (overflowed) return "missing";
    for (const message of held) {
      const progress = this.process(message, local);
      if (progress !== "moved") return progress;
    }
    return "moved";
  }

  clear(): void {
    this.held = [];
    this.overflowed = false;
  }

  private hold(message: Ops | CursorMoved): Progress {
    if (!this.overflowed) this.held.push(message);
    if (this.held.length > MAX_HELD_MESSAGES) {
      this.held = [];
      this.overflowed = true;
    }
    return "moved";
  }

  private process(message: Ops | CursorMoved, local: LocalDocument): Progress {
    if (message.t === "ops") return local.receive(message);
    // A position in another text than the one that is here says nothing; the next one will.
    const here = message.rev === local.revision;
    this.people.pointed(message.session, here ? message.ranges : null);
    return "moved";
  }
}
