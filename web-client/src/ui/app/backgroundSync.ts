import { SYNC_TAG } from "../../worker/agreement";
import { leavesUnsent } from "./leaving";

/** Background Sync is not in every browser, and not in the compiler's descriptions. */
interface WithSync {
  readonly sync?: { register(tag: string): Promise<void> };
}

/**
 * Where the browser can: has it start the worker when there is a network again, tab or no tab, to
 * bring to the server what is unsent. Elsewhere the next page does it.
 *
 * It is asked when the network goes, and when the page is hidden with something unsent. Law: nothing
 * is waited for between the event and the asking, because a page that is closed does not go on.
 */
export function syncInBackground(registration: ServiceWorkerRegistration): void {
  const ask = () => {
    const asked = (registration as WithSync).sync?.register(SYNC_TAG);
    asked?.catch((failure: unknown) => console.info("No background sync", failure));
  };
  const askIfUnsent = () => {
    if (document.visibilityState === "hidden" && leavesUnsent()) ask();
  };
  addEventListener("offline", ask);
  document.addEventListener("visibilitychange", askIfUnsent);
  if (!navigator.onLine) ask();
}
