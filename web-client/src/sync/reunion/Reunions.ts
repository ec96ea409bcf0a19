import type { Level } from "../arrive";
import type { Opened } from "../messages";
import type { ParticipationContext } from "../ParticipationContext";

/** Coming back to a document: how long one was away, what was missed, and who is asked and told. */
export class Reunions {
  private awaySince: number | null = null;
  private reachedAt: number | null = null;

  constructor(private readonly context: ParticipationContext) {}

  /** The page has the document now, with unsent edits or without. */
  begun(hasUnsent: boolean): void {
    this.awaySince = hasUnsent ? null : this.context.environment.now();
  }

  /** Nothing of the others is heard any more. */
  parted(): void {
    this.awaySince = this.context.environment.now();
  }

  /** There is a way to the server again. */
  reached(): void {
    this.reachedAt = this.context.environment.now();
  }

  /**
   * What was missed has been taken in, and nothing was written or sent yet: whether what is unsent
   * has to wait for the person.
   */
  reunite(level: Level, { site }: Opened, wasHeld: boolean): boolean {
    const { divergence, missedRevisions, pendingEdits: ownEdits } = level;
    const { doc, reviewer, watcher, environment } = this.context;
    const now = environment.now();
    const millis = now - (this.reachedAt ?? now);
    this.reachedAt = null;
    watcher.rejoined?.({ doc, millis, missedRevisions, rebasedEdits: ownEdits });
    if (divergence === null || ownEdits === 0) return false;
    const { awaySince } = this;
    const reunion = { divergence, site, missedRevisions, ownEdits, awaySince, wasHeld };
    return reviewer.reunited(reunion) === "hold";
  }
}
