import { StorageFault, type Shelf, type StorageUse } from "../../store/index";
import type { Diagnostics } from "../../sync/index";
import type { ServerFacts } from "../api";
import type { OfflineReadiness } from "../app/AppWorker";

/** All that a report of a fault needs: without titles, addresses, names, or a word of the documents. */
export interface Report {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly version: string;
  /** The script that the page was started by: it has the build in its name. */
  readonly build: string;
  readonly browser: string;
  readonly online: boolean;
  readonly offlineApp: OfflineReadiness;
  readonly server: ServerFacts | "unreachable";
  readonly storage: StorageFacts;
  readonly tabs: readonly Diagnostics[];
  /** Of the document that this tab showed before. */
  readonly before: Diagnostics | null;
}

export interface StorageFacts extends StorageUse {
  readonly documents: number;
  readonly unsentEdits: number;
  readonly unsentSince: number | null;
  readonly copies: number;
  /** Why nothing can be read, if nothing can. */
  readonly trouble: string | null;
}

export async function storageFacts(shelf: Pick<Shelf, "documents" | "use">): Promise<StorageFacts> {
  const use = await shelf.use();
  try {
    const documents = await shelf.documents();
    const since = documents.map(({ unsentSince }) => unsentSince).filter((at) => at !== null);
    return {
      ...use,
      documents: documents.length,
      unsentEdits: documents.reduce((sum, { unsentEdits }) => sum + unsentEdits, 0),
      unsentSince: since.length === 0 ? null : Math.min(...since),
      copies: documents.reduce((sum, { copies }) => sum + copies, 0),
      trouble: null,
    };
  } catch (failure) {
    if (!(failure instanceof StorageFault)) throw failure;
    const nothing = { documents: 0, unsentEdits: 0, unsentSince: null, copies: 0 };
    return { ...use, ...nothing, trouble: failure.trouble };
  }
}
