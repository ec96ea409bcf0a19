import type { PersonCursor } from "../editor/EditorPort";
import { Selection, type Operation, type Range } from "../ot/index";
import type { Participant } from "./messages";
import type { Passed } from "./Replica";
import type { Person } from "./SessionEvents";

/** Who else has the document open, and where they are in the log's text, which moves under them. */
export class People {
  private readonly participants = new Map<string, Participant>();
  private self = "";

  reset(participants: readonly Participant[], self: string): void {
    this.self = self;
    this.participants.clear();
    for (const each of participants) this.participants.set(each.session, each);
  }

  clear(): void {
    this.participants.clear();
  }

  joined({ session, site, user }: Omit<Participant, "ranges">): void {
    // Somebody known goes by another name now, and stays where they are.
    const ranges = this.participants.get(session)?.ranges ?? null;
    this.participants.set(session, { session, site, user, ranges });
  }

  left(session: string): void {
    this.participants.delete(session);
  }

  pointed(session: string, ranges: readonly Range[] | null): void {
    const participant = this.participants.get(session);
    if (participant !== undefined) this.participants.set(session, { ...participant, ranges });
  }

  /** The log's text moved on. Whoever typed goes along with what they typed. */
  move(passed: readonly Passed[]): void {
    for (const { by, operation } of passed) {
      for (const each of this.participants.values()) {
        const mover = each.site === by ? "AUTHOR" : "OTHER";
        const ranges = moved(each.ranges, operation, mover);
        if (ranges !== each.ranges) this.participants.set(each.session, { ...each, ranges });
      }
    }
  }

  list(): readonly Person[] {
    return this.others().map(({ session, site, user }) => ({
      session,
      site,
      name: user.name,
      color: user.color,
    }));
  }

  /** Where the others are in the local text: the log's, and what is pending upon it. */
  cursors(pendingNow: () => Operation | null): readonly PersonCursor[] {
    const placed = this.others().some(({ ranges }) => ranges !== null);
    const pending = placed ? pendingNow() : null;
    return this.others().flatMap(({ session, user, ranges }) => {
      const local = pending === null ? ranges : moved(ranges, pending, "OTHER");
      if (local === null) return [];
      return [{ session, name: user.name, color: user.color, ranges: local }];
    });
  }

  private others(): Participant[] {
    return [...this.participants.values()].filter(({ session }) => session !== this.self);
  }
}

/** Null for ranges that cannot be: a position outside of the text is nobody's. */
function moved(
  ranges: readonly Range[] | null,
  operation: Operation,
  mover: "AUTHOR" | "OTHER",
): readonly Range[] | null {
  if (ranges === null) return null;
  const selection = new Selection(ranges);
  if (!selection.fitsInto(operation.baseLength)) return null;
  return selection.movedThrough(operation, mover).ranges;
}
