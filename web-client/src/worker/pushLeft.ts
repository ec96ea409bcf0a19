import { DeviceStorage } from "../store/index";
import { browserEnvironment, pushOutboxes } from "../sync/index";
import { AUTHOR } from "./agreement";

/** A tab has it. It will send it, unless it is closed before: so it is worth another look. */
const OPEN = "open";

/**
 * Brings to the server what tabs that are gone did not send. Rejected when something is left that is
 * worth another attempt: the browser then starts the worker again, after a while.
 */
export async function pushLeft(server: string): Promise<void> {
  const storage = new DeviceStorage();
  try {
    const name = await storage.settings.get(AUTHOR);
    const way = { environment: browserEnvironment, server, ...(name === null ? {} : { name }) };
    const { left, failed } = await pushOutboxes(storage, way);
    const again = [...failed, ...left.filter(({ outcome }) => outcome === OPEN)];
    const [first] = again;
    if (first !== undefined) throw new Error(`${again.length} not sent now: ${first.outcome}`);
  } finally {
    storage.close();
  }
}
