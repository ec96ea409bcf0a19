import type { KeptOffline } from "../../sync/index";
import { element } from "../element";
import { documentRow, timeWords } from "./documentRow";
import type { ListedDocument } from "./ListedDocument";

export interface RowsActions {
  keep(id: string): Promise<KeptOffline>;
  kept(id: string): void;
}

/** The rows of the list. One that says the same as before is the same: with its focus, and busy. */
export class Rows {
  readonly element = element("ul", { class: "rows" });
  private made = new Map<string, HTMLElement>();

  constructor(private readonly actions: RowsActions) {}

  show(documents: readonly ListedDocument[], canKeep: boolean): void {
    const now = Date.now();
    const before = this.made;
    const focused = this.focusedRow();
    this.made = new Map();
    const rows = documents.map((document) => {
      const name = JSON.stringify({ document, canKeep });
      const row = before.get(name) ?? this.row(document, now, canKeep);
      row.querySelector("time")!.textContent = timeWords(document, now);
      this.made.set(name, row);
      return row;
    });
    this.element.replaceChildren(...rows);
    focused?.();
  }

  private row(document: ListedDocument, now: number, canKeep: boolean): HTMLElement {
    const row = documentRow(document, now, {
      canKeep,
      keep: () => this.actions.keep(document.id),
      kept: () => this.actions.kept(document.id),
    });
    row.dataset["document"] = document.id;
    return row;
  }

  /** What gives the focus back to the row that has it now, if one has. */
  private focusedRow(): (() => void) | null {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || !this.element.contains(focused)) return null;
    const id = focused.closest<HTMLElement>("[data-document]")?.dataset["document"] ?? "";
    return () => {
      const row = this.element.querySelector(`[data-document="${CSS.escape(id)}"] a`);
      const target = focused.isConnected ? focused : row;
      if (target instanceof HTMLElement) target.focus({ preventScroll: true });
    };
  }
}
