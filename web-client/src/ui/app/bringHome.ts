import type { DeviceStorage } from "../../store/index";
import { pushOutboxes, type HttpWay } from "../../sync/index";

/** A tab has the outbox, and sends what is in it. */
const OPEN = "open";
/** What got no answer is tried again so often, and when there is a network again. */
const RETRY_MILLIS = 60_000;

/**
 * Brings to the server what tabs that are gone did not send, as long as the page lives: not every
 * browser does it in the background. Tells the documents of which edits are left that only a person
 * can help on. Fulfilled when it has been tried once.
 */
export async function bringHome(
  storage: DeviceStorage,
  way: HttpWay,
  told: (waiting: readonly string[]) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  let failed = true;
  try {
    const report = await pushOutboxes(storage, way);
    failed = report.failed.length > 0;
    await told(report.left.filter(({ outcome }) => outcome !== OPEN).map(({ doc }) => doc));
  } catch (failure) {
    console.info("What other tabs left could not be sent now", failure);
  }
  if (failed) void anotherChance().then(() => bringHome(storage, way, told));
}

function anotherChance(): Promise<void> {
  return new Promise((resolve) => {
    const now = () => {
      clearTimeout(timer);
      removeEventListener("online", now);
      resolve();
    };
    const timer = setTimeout(now, RETRY_MILLIS);
    addEventListener("online", now);
  });
}
