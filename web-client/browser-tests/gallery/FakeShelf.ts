import {
  StorageFault,
  type CopyRow,
  type ShelvedDocument,
  type StorageUse,
} from "../../src/store/index";
import type { StoragePageOptions } from "../../src/ui/storage/StoragePage";
import { sampleText } from "./sampleText";

export interface ShelfContent {
  readonly documents?: readonly ShelvedDocument[];
  readonly copies?: readonly CopyRow[];
  readonly use?: Partial<StorageUse>;
  readonly broken?: boolean;
}

/** A shelf of which nothing can be taken: what is asked of it stands in the page's attributes. */
export class FakeShelf {
  constructor(private readonly content: ShelfContent) {}

  /** As the page takes it. */
  asShelf(): StoragePageOptions["shelf"] {
    return this;
  }

  use(): Promise<StorageUse> {
    const use = { usedBytes: 1_482_000, quotaBytes: 10_737_418_240, persistent: false };
    return Promise.resolve({ ...use, ...this.content.use });
  }

  documents(): Promise<readonly ShelvedDocument[]> {
    const fault = new StorageFault("blocked", "an older version is open");
    if (this.content.broken === true) return Promise.reject(fault);
    return Promise.resolve(this.content.documents ?? []);
  }

  copies(): Promise<readonly CopyRow[]> {
    return Promise.resolve(this.content.copies ?? []);
  }

  askToPersist(): Promise<boolean> {
    document.body.dataset["asked"] = "true";
    return Promise.resolve(false);
  }

  removeCopy(id: string): Promise<void> {
    document.body.dataset["removedCopy"] = id;
    return Promise.resolve();
  }

  /** As if a tab had it open. */
  clearSynchronized(doc = "all"): Promise<number> {
    document.body.dataset["cleared"] = doc;
    return Promise.resolve(0);
  }
}

export const someCopies: readonly CopyRow[] = [
  {
    id: "one",
    doc: "notes",
    at: Date.now() - 3_600_000,
    text: sampleText,
    unsent: true,
    reason: "diverged",
  },
  {
    id: "two",
    doc: "minutes",
    at: Date.now() - 9 * 86_400_000,
    text: "# Minutes\n\nWhat I had written before I gave it up.\n",
    unsent: false,
    reason: "discarded",
  },
];
