import type { Shelf } from "../../store/index";
import { Announcer } from "../announcer";
import type { OfflineReadiness } from "../app/AppWorker";
import { brand, skipLink } from "../brand";
import { element } from "../element";
import { listNotice } from "../list/listNotice";
import { pageFoot } from "../pageFoot";
import { Slot } from "../Slot";
import { storageFailureWords } from "../troubleWords";
import { copiesSection } from "./copiesSection";
import { documentsSection } from "./documentsSection";
import { usageSection } from "./usageSection";

export interface StoragePageOptions {
  readonly shelf: Pick<
    Shelf,
    "documents" | "use" | "askToPersist" | "copies" | "removeCopy" | "clearSynchronized"
  >;
  readiness(): Promise<OfflineReadiness>;
}

/**
 * What this device keeps, and what may go.
 *
 *     how much, and how safe ─► ask the browser to keep it
 *     documents ──────────────► remove what the server has too, one or all; never what it has not
 *     copies ─────────────────► see, copy, save, remove
 */
export class StoragePage {
  readonly element: HTMLElement;
  private readonly trouble = new Slot({ role: "status" });
  private readonly usage = new Slot();
  private readonly documents = new Slot();
  private readonly copies = new Slot();
  private readonly announcer = new Announcer();

  constructor(private readonly options: StoragePageOptions) {
    document.title = "Storage – Rejoin";
    this.element = element(
      "div",
      { class: "page page-list" },
      skipLink("storage", "Skip to what is kept"),
      element("header", { class: "bar" }, brand()),
      element(
        "main",
        { class: "list", attributes: { id: "storage" } },
        element("div", { class: "list-head" }, element("h1", {}, "Storage on this device")),
        this.trouble.element,
        this.usage.element,
        this.documents.element,
        this.copies.element,
      ),
      pageFoot(),
      this.announcer.element,
    );
  }

  async refresh(): Promise<void> {
    await this.showUsage();
    try {
      await this.showDocuments();
      await this.showCopies();
      this.trouble.clear();
    } catch (failure) {
      const words = storageFailureWords(failure);
      this.trouble.show(words, () => listNotice("blocked", words, null));
    }
  }

  private async showUsage(): Promise<void> {
    const { shelf } = this.options;
    const [use, app] = [await shelf.use(), await this.options.readiness()];
    this.usage.show(JSON.stringify({ use, app }), () =>
      usageSection({
        use,
        app,
        ask: async () => {
          const granted = await shelf.askToPersist();
          await this.showUsage();
          return granted;
        },
      }),
    );
  }

  private async showDocuments(): Promise<void> {
    const { shelf } = this.options;
    const documents = await shelf.documents();
    const remove = async (doc?: string) => {
      const removed = await shelf.clearSynchronized(doc);
      if (removed > 0) this.announcer.say("Removed from this device.");
      if (removed > 0) await this.refresh();
      return removed > 0;
    };
    this.documents.show(JSON.stringify(documents), () => documentsSection(documents, remove));
  }

  private async showCopies(): Promise<void> {
    const { shelf } = this.options;
    const copies = await shelf.copies();
    const remove = async (id: string) => {
      await shelf.removeCopy(id);
      this.announcer.say("The copy was removed.");
      await this.refresh();
    };
    this.copies.show(JSON.stringify(copies.map(({ id }) => id)), () =>
      copiesSection(copies, remove),
    );
  }
}
