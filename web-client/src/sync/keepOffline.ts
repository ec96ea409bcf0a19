import type { DeviceStorage } from "../store/index";
import type { HttpWay } from "./HttpWay";

/** What became of the wish: `known`, it had been kept already; else the code of what is in the way. */
export type KeptOffline = "kept" | "known" | { readonly code: string; readonly message: string };

/** Fetches a document, so that it opens on this device without a network. */
export function keepOffline(
  storage: Pick<DeviceStorage, "outboxes">,
  way: HttpWay,
  doc: string,
): Promise<KeptOffline> {
  return Promise.reject(new Error(`not built: ${[storage, way, doc].length}`));
}
