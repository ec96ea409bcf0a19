import type { DeviceStorage, ShelvedDocument } from "../../store/index";
import { keepOffline, type HttpWay, type KeptOffline } from "../../sync/index";
import { listDocuments, readDocument, type DocumentSummary } from "../api";
import { titleOf } from "../title";

/** Enough for a person to look through. */
const MAX_DOCUMENTS = 1000;

/**
 * The server learns a title when it saves a snapshot. The newest documents may have none yet: so
 * many of them are read for the sake of their first line.
 */
const MAX_READ_FOR_TITLE = 12;

/** Where the list has its documents from. */
export interface Library {
  /** Whether documents can be kept here so that they open without a network. */
  readonly canKeep: boolean;
  /** Those of this device. Rejected with a StorageFault where nothing can be kept. */
  here(): Promise<readonly ShelvedDocument[]>;
  /** Those of the server. Rejected with an ApiError. */
  atServer(): Promise<readonly DocumentSummary[]>;
  /** The same, where some had no title yet. */
  titled(documents: readonly DocumentSummary[]): Promise<readonly DocumentSummary[]>;
  keep(id: string): Promise<KeptOffline>;
}

/** This device and this server. */
export class DeviceLibrary implements Library {
  constructor(
    private readonly storage: DeviceStorage,
    private readonly way: HttpWay,
  ) {}

  /** Over plain HTTP the page itself does not open without a network: its documents would not either. */
  get canKeep(): boolean {
    return "serviceWorker" in navigator;
  }

  here(): Promise<readonly ShelvedDocument[]> {
    return this.storage.shelf.documents();
  }

  async atServer(): Promise<readonly DocumentSummary[]> {
    const documents: DocumentSummary[] = [];
    let next: string | null = null;
    do {
      const page = await listDocuments(next);
      documents.push(...page.documents);
      next = page.next;
    } while (next !== null && documents.length < MAX_DOCUMENTS);
    return documents;
  }

  titled(documents: readonly DocumentSummary[]): Promise<readonly DocumentSummary[]> {
    const newestFirst = [...documents].sort((a, b) => b.changedAt - a.changedAt);
    const untitled = newestFirst.filter(({ title }) => title === "").slice(0, MAX_READ_FOR_TITLE);
    return Promise.all(
      documents.map(async (summary) => {
        if (!untitled.includes(summary)) return summary;
        // A document that cannot be read now stays untitled; opening it will say why.
        const content = await readDocument(summary.id).catch(() => "");
        return { ...summary, title: titleOf(content) };
      }),
    );
  }

  keep(id: string): Promise<KeptOffline> {
    return keepOffline(this.storage, this.way, id);
  }
}
