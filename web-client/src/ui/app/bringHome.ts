import type { DeviceStorage } from "../../store/index";
import { pushOutboxes, type HttpWay, type PushReport } from "../../sync/index";

/**
 * Brings to the server what tabs that are gone did not send. Every page does it when it starts: not
 * every browser does it in the background. What fails stays where it is, for the next page.
 */
export async function bringHome(storage: DeviceStorage, way: HttpWay): Promise<PushReport | null> {
  try {
    return await pushOutboxes(storage, way);
  } catch (failure) {
    console.info("What other tabs left could not be sent now", failure);
    return null;
  }
}
