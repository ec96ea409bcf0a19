import type { Level } from "../arrive";
import type { Opened } from "../messages";
import type { ParticipationContext } from "../ParticipationContext";

/** Between two exchanges there are seconds. Longer: the machine slept, or the page was held up. */
const OVERDUE_MILLIS = 20_000;

/** Coming back to a document: how long one was away, what was missed, and who is asked and told. */
export class Reunions {
  private awaySince: number | null = null;
  private reachedAt: number | null = null;
  /** Over HTTP. */
  private heardAt: number | null = null;

  constructor(private readonly context: ParticipationContext) {}

  /** The page has the document now, with unsent edits or without. */
  begun(hasUnsent: boolean): void {
    this.awaySince = hasUnsent ? null : this.context.environment.now();
  }

  /** Nothing of the others is heard any more, since now or longer. */
  parted(since = this.context.environment.now()): void {
    this.awaySince = since;
  }

  /** Where there is no socket, nothing was heard since the last answer. */
  partedByRelay(): void {
    this.parted(this.heardAt ?? undefined);
  }

  /** The server answered over HTTP. */
  heard(): void {
    this.heardAt = this.context.environment.now();
  }

  /** Whether the last answer says little about what others do now. */
  get isOverdue(): boolean {
    const { heardAt } = this;
    return heardAt !== null && this.context.environment.now() - heardAt > OVERDUE_MILLIS;
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
