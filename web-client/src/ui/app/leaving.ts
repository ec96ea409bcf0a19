/** Somebody who has edits that a page which is left may not have brought where they belong. */
export interface Holder {
  /** Whether edits would be lost that are kept nowhere else. */
  wouldLose(): boolean;
  /** Whether there are edits that the server does not have. */
  hasUnsent(): boolean;
}

/**
 * What leaving the page means. If something would be lost, the browser asks the person first, and a
 * new version waits; if something is unsent, the browser is asked to send it later.
 */
const holders = new Set<Holder>();

/** Returns what takes it back. */
export function askBeforeLeaving(holder: Holder): () => void {
  holders.add(holder);
  return () => holders.delete(holder);
}

export function leavingLoses(): boolean {
  return [...holders].some((holder) => holder.wouldLose());
}

export function leavesUnsent(): boolean {
  return [...holders].some((holder) => holder.hasUnsent());
}

addEventListener("beforeunload", (event) => {
  if (leavingLoses()) event.preventDefault();
});
