import type { CopyRow, OutboxRow } from "./schema";

/** A document that this device has, in all its outboxes. */
export interface ShelvedDocument {
  readonly doc: string;
  /** Its first line that is not empty; "" if there is none. */
  readonly title: string;
  readonly revision: number;
  readonly openedAt: number;
  /** What it takes on this device, roughly. */
  readonly bytes: number;
  readonly unsentEdits: number;
  /** When the oldest of them was made. */
  readonly unsentSince: number | null;
  readonly copies: number;
}

/** The last opened first. Copies outlive their documents: these are listed as well. */
export function shelved(
  outboxes: readonly OutboxRow[],
  copies: readonly CopyRow[],
): ShelvedDocument[] {
  const documents = new Map<string, ShelvedDocument>();
  for (const row of outboxes) documents.set(row.doc, together(documents.get(row.doc), row));
  for (const { doc, at, text } of copies) {
    const known = documents.get(doc) ?? { ...nothingOf(doc), openedAt: at };
    documents.set(doc, { ...known, copies: known.copies + 1, bytes: known.bytes + text.length });
  }
  return [...documents.values()].sort((a, b) => b.openedAt - a.openedAt);
}

function together(known: ShelvedDocument | undefined, row: OutboxRow): ShelvedDocument {
  const before = known ?? nothingOf(row.doc);
  const newer = row.openedAt >= before.openedAt;
  return {
    ...before,
    title: newer ? row.title : before.title,
    revision: Math.max(before.revision, row.standing.revision),
    openedAt: Math.max(before.openedAt, row.openedAt),
    bytes: before.bytes + row.bytes,
    unsentEdits: before.unsentEdits + row.unsentEdits,
    unsentSince: oldest(before.unsentSince, row.unsentSince),
  };
}

function nothingOf(doc: string): ShelvedDocument {
  const nothing = { revision: 0, openedAt: 0, bytes: 0, unsentEdits: 0, copies: 0 };
  return { doc, title: "", unsentSince: null, ...nothing };
}

function oldest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
