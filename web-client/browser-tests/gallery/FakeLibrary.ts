import { StorageFault, type ShelvedDocument } from "../../src/store/index";
import type { KeptOffline } from "../../src/sync/index";
import { ApiError, type DocumentSummary } from "../../src/ui/api";
import type { Library } from "../../src/ui/list/Library";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Shelves {
  readonly here?: readonly ShelvedDocument[];
  /** Null: the server cannot be reached. Never: it does not answer. */
  readonly server?: readonly DocumentSummary[] | null | "never";
  readonly broken?: boolean;
}

/** A device and a server that have whatever a picture needs. */
export class FakeLibrary implements Library {
  readonly canKeep = true;

  constructor(private readonly shelves: Shelves) {}

  here(): Promise<readonly ShelvedDocument[]> {
    const fault = new StorageFault("missing", "no IndexedDB");
    return this.shelves.broken ? Promise.reject(fault) : Promise.resolve(this.shelves.here ?? []);
  }

  atServer(): Promise<readonly DocumentSummary[]> {
    const { server = [] } = this.shelves;
    if (server === "never") return new Promise(() => undefined);
    if (server === null) return Promise.reject(new ApiError("no way", null));
    return Promise.resolve(server);
  }

  titled(documents: readonly DocumentSummary[]): Promise<readonly DocumentSummary[]> {
    return Promise.resolve(documents);
  }

  /** The first succeeds, the second is on its way, the others fail. */
  keep(id: string): Promise<KeptOffline> {
    if (id === "minutes") return new Promise(() => undefined);
    return Promise.resolve({ code: "full", message: "QuotaExceededError" });
  }
}

export const atServer: readonly DocumentSummary[] = [
  { id: "notes", title: "Field notes from the river walk", changedAt: Date.now() - 2 * MINUTE },
  { id: "minutes", title: "Minutes, 14 November", changedAt: Date.now() - 3 * HOUR },
  {
    id: "long",
    title: "What we would do about the roof if the roof were ours, and why it nearly is",
    changedAt: Date.now() - 26 * HOUR,
  },
  { id: "recipes", title: "Recipes that survived", changedAt: Date.now() - 9 * DAY },
  { id: "untitled", title: "", changedAt: Date.now() - 40 * DAY },
];

export const here: readonly ShelvedDocument[] = [
  shelved("train", "Written on the train", 5 * MINUTE, { unsentEdits: 214 }),
  shelved("notes", "Field notes from the river walk", HOUR, { unsentEdits: 1 }),
  shelved("long", atServer[2]!.title, DAY, { copies: 1 }),
];

export function shelved(
  doc: string,
  title: string,
  agoMillis: number,
  more: Partial<ShelvedDocument> = {},
): ShelvedDocument {
  const openedAt = Date.now() - agoMillis;
  const unsentSince = more.unsentEdits === undefined ? null : openedAt;
  const nothing = { revision: 12, bytes: 48_300, unsentEdits: 0, unsentSince, copies: 0 };
  return { doc, title, openedAt, ...nothing, ...more };
}
