import type { DeviceStorage } from "../../store/index";
import { SYNC_TAG } from "../../worker/agreement";

/** Background Sync is not in every browser, and not in the compiler's descriptions. */
interface WithSync {
  readonly sync?: { register(tag: string): Promise<void> };
}

/**
 * Where the browser can: has it start the worker when there is a network again, tab or no tab, to
 * bring to the server what is unsent. Asked for when the network goes, and when the page is hidden
 * with something unsent: a page that is closed has no time to ask. Elsewhere the next page does it.
 */
export function syncInBackground(
  storage: DeviceStorage,
  registration: () => Promise<ServiceWorkerRegistration | undefined>,
): void {
  const ask = async () => {
    const { sync } = ((await registration()) ?? {}) as WithSync;
    await sync?.register(SYNC_TAG);
  };
  const askIfUnsent = async () => {
    const documents = await storage.shelf.documents();
    if (documents.some(({ unsentEdits }) => unsentEdits > 0)) await ask();
  };
  const refused = (failure: unknown) => console.info("No background sync", failure);
  const lost = () => void ask().catch(refused);
  addEventListener("offline", lost);
  if (!navigator.onLine) lost();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") void askIfUnsent().catch(refused);
  });
}
