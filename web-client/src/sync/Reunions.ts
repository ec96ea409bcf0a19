import type { Level } from "./arrive";
import type { Opened } from "./messages";
import type { ParticipationContext } from "./ParticipationContext";

/** Coming back to a document: how long one was away, what was missed, and who is asked and told. */
export class Reunions {
  private awaySince: number | null = null;
  private reachedAt: number | null = null;

  constructor(private readonly context: ParticipationContext) {}

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
  reunite({ before, taken, missedRevisions, pendingEdits }: Level, { site }: Opened): boolean {
    const { doc, reviewer, watcher, environment } = this.context;
    const now = environment.now();
    const millis = now - (this.reachedAt ?? now);
    this.reachedAt = null;
    watcher.rejoined?.({ doc, millis, missedRevisions, rebasedEdits: pendingEdits });
    if (before === null || pendingEdits === 0 || reviewer === null) return false;
    const { passed, apply } = taken;
    const { awaySince } = this;
    const reunion = { doc, site, ...before, passed, apply, missedRevisions, awaySince };
    return reviewer.reunited(reunion) === "hold";
  }
}
