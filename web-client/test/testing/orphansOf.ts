import type { IndexedDbOutbox, IndexedDbOutboxStore } from "../../src/store/index";

/** The outboxes of a document with unsent edits that nobody holds: they are held from now on. */
export async function orphansOf(
  outboxes: IndexedDbOutboxStore,
  doc: string,
): Promise<IndexedDbOutbox[]> {
  const unsent = await outboxes.unsent(doc);
  const taken = await Promise.all(unsent.map((which) => outboxes.take(which)));
  return taken.filter((outbox) => outbox !== null);
}
