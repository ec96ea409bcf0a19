import type { StorageEnvironment } from "./StorageEnvironment";
import { StorageFault } from "./trouble";

/** Pauses before something is tried again, in milliseconds: a connection that was closed reopens. */
const PAUSES = [20, 100, 500];

/** Tries again what failed for a reason that may pass at once. Throws a StorageFault. */
export async function patiently<T>(
  { after }: Pick<StorageEnvironment, "after">,
  attempt: () => Promise<T>,
): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await attempt();
    } catch (error) {
      const fault = StorageFault.from(error);
      if (fault.trouble !== "unavailable") throw fault;
    }
    await new Promise<void>((resolve) => after(pause, resolve));
  }
  return attempt();
}
