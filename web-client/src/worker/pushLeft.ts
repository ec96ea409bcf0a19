import { DeviceStorage } from "../store/index";
import { browserEnvironment, pushOutboxes } from "../sync/index";

/**
 * Brings to the server what tabs that are gone did not send. Rejected when something is left that is
 * worth another attempt: the browser then starts the worker again, after a while.
 */
export async function pushLeft(server: string): Promise<void> {
  const storage = new DeviceStorage();
  try {
    const { failed } = await pushOutboxes(storage, { environment: browserEnvironment, server });
    const [first] = failed;
    if (first !== undefined) throw new Error(`${failed.length} not sent now: ${first.outcome}`);
  } finally {
    storage.close();
  }
}
