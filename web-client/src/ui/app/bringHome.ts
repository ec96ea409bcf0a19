import type { DeviceStorage } from "../../store/index";
import { pushOutboxes, type HttpWay } from "../../sync/index";

/** A tab has the outbox, and sends what is in it. */
const OPEN = "open";

/**
 * Brings to the server what tabs that are gone did not send. Every page does it when it starts: not
 * every browser does it in the background. What fails stays where it is, for the next page. Returns
 * the documents of which edits are left that only a person can help on.
 */
export async function bringHome(storage: DeviceStorage, way: HttpWay): Promise<readonly string[]> {
  try {
    const { left } = await pushOutboxes(storage, way);
    return left.filter(({ outcome }) => outcome !== OPEN).map(({ doc }) => doc);
  } catch (failure) {
    console.info("What other tabs left could not be sent now", failure);
    return [];
  }
}
