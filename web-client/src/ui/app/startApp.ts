import { PAGE_LOCK_PREFIX } from "../../worker/agreement";
import { ApiError, serverFacts } from "../api";
import { AppWorker } from "./AppWorker";
import { syncInBackground } from "./backgroundSync";
import { leavingLoses } from "./leaving";
import { UpdatePrompt } from "./updatePrompt";

/**
 * What every page does beside its own business: keeps the app on this device, offers its newer
 * versions, and has unsent edits sent when it is gone.
 */
export function startApp(script: string): void {
  // Absent where the context is not secure, whatever the types say; and never while developing.
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (container === undefined || !import.meta.env.PROD) return;
  holdPageLock(new URL(script).pathname);
  const prompt = new UpdatePrompt({
    wouldLose: leavingLoses,
    reload: () => worker.activate(() => location.reload()),
  });
  const worker = new AppWorker(container, {
    newer: () => prompt.show(),
    withdrawn: () => prompt.hide(),
  });
  document.body.append(prompt.element);
  worker
    .start(wantsOfflineApp)
    .catch((failure: unknown) => console.warn("This page is not kept offline", failure));
  void container.ready.then(syncInBackground);
}

/** Until the page is gone: the worker keeps the files of pages that are open. */
function holdPageLock(script: string): void {
  const locks = navigator.locks as LockManager | undefined;
  const forEver = () => new Promise<never>(() => undefined);
  void locks?.request(PAGE_LOCK_PREFIX + script, { mode: "shared" }, forEver);
}

/** Not now, if the server cannot be asked: what is registered already goes on. */
async function wantsOfflineApp(): Promise<boolean> {
  try {
    return (await serverFacts()).offline;
  } catch (failure) {
    if (failure instanceof ApiError) return false;
    throw failure;
  }
}
