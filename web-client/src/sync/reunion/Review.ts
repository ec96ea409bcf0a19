import { overlaps } from "../../review/index";
import { joined, type Rejoined } from "./Rejoined";
import type { Reunion, Reviewer } from "./Reviewer";
import type { ReviewMemory } from "./ReviewMemory";
import type { ReviewPolicy } from "./ReviewPolicy";

/** Shorter than this, nobody was away: two people met while they were typing. */
export const ABSENCE_MILLIS = 5_000;

export interface ReviewContext {
  readonly memory: ReviewMemory;
  policy(): ReviewPolicy;
  now(): number;
  /** So many places had been edited by this person and by others, too. */
  overlapped(places: number): void;
}

/**
 * What became of the person's edits, until they have seen it.
 *
 *     an absence ends ──► places that both edited ──► `current` ──► confirm
 *                                  └─► hold? (the policy)
 */
export class Review implements Reviewer {
  private rejoined: Rejoined | null = null;
  private site = "";
  private isNew = false;

  constructor(private readonly context: ReviewContext) {}

  get current(): Rejoined | null {
    return this.rejoined;
  }

  reunited(reunion: Reunion): "go on" | "hold" {
    const { wasHeld, site } = reunion;
    if (!wasHeld && !this.isAbsence(reunion.awaySince)) return "go on";
    const next = this.told(reunion);
    this.context.overlapped(next.overlaps.length + next.moreOverlaps);
    this.site = site;
    this.isNew = true;
    if (this.rejoined?.held === true && wasHeld) this.rejoined = joined(this.rejoined, next);
    else if (this.rejoined === null || isWorthSeeing(next)) this.rejoined = next;
    else this.isNew = false;
    if (next.held) this.context.memory.remember(site, this.rejoined);
    return next.held ? "hold" : "go on";
  }

  /** Whether something is to be told that was not told yet; asked once. */
  takeNews(): Rejoined | null {
    const { isNew } = this;
    this.isNew = false;
    return isNew ? this.rejoined : null;
  }

  /** The page was loaded again, and the outbox is held: this is what is known of why. */
  restore(recalled: Rejoined | null, site: string, ownEdits: number, mine: string): void {
    const unknown = { awaySince: null, missedRevisions: 0, overlaps: [], moreOverlaps: 0, mine };
    this.site = site;
    this.rejoined = { ...(recalled ?? unknown), ownEdits, held: true };
    this.isNew = true;
  }

  /** The person has seen it, or it is about edits that are gone. */
  confirm(): void {
    if (this.rejoined?.held === true) this.context.memory.forget(this.site);
    this.rejoined = null;
    this.isNew = false;
  }

  private isAbsence(awaySince: number | null): boolean {
    return awaySince === null || this.context.now() - awaySince >= ABSENCE_MILLIS;
  }

  private told({ divergence, missedRevisions, ownEdits, awaySince, wasHeld }: Reunion): Rejoined {
    const { shown, more } = overlaps(divergence);
    const mine = divergence.mine.apply(divergence.base);
    const held = wasHeld || this.mustHold(shown.length);
    return {
      ...{ awaySince, missedRevisions, ownEdits, held, mine },
      overlaps: shown,
      moreOverlaps: more,
    };
  }

  private mustHold(places: number): boolean {
    const policy = this.context.policy();
    return policy === "always" || (policy === "overlapping" && places > 0);
  }
}

function isWorthSeeing({ held, overlaps }: Rejoined): boolean {
  return held || overlaps.length > 0;
}
