/**
 * Whether leaving the page loses something. Whatever holds edits that are kept nowhere else says so
 * here; the browser then asks the person, and a new version waits.
 */
const holders = new Set<() => boolean>();

/** Returns what takes it back. */
export function askBeforeLeaving(wouldLose: () => boolean): () => void {
  holders.add(wouldLose);
  return () => holders.delete(wouldLose);
}

export function leavingLoses(): boolean {
  return [...holders].some((wouldLose) => wouldLose());
}

addEventListener("beforeunload", (event) => {
  if (leavingLoses()) event.preventDefault();
});
