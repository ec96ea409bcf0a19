import { element } from "../element";
import { icon } from "../icons";
import type { ListedDocument } from "./ListedDocument";

/** So few are looked through by eye. */
const MIN_SEARCHED = 2;

/** Finds by title, with a network or without. */
export class SearchBox {
  private readonly field = element("input", {
    class: "field",
    attributes: {
      type: "search",
      id: "search",
      placeholder: "Search titles",
      "aria-label": "Search titles",
    },
    on: { input: () => this.changed() },
  });
  private readonly found = element("p", {
    class: "visually-hidden",
    attributes: { role: "status" },
  });
  private readonly box = element("div", { class: "search" }, icon("search"), this.field);
  readonly element = element("search", { attributes: { hidden: "" } }, this.box, this.found);

  constructor(private readonly changed: () => void) {}

  get wanted(): string {
    return this.field.value;
  }

  /** Shown when there is something to look through. */
  offer(count: number): void {
    this.element.hidden = count < MIN_SEARCHED && this.wanted === "";
  }

  matching(documents: readonly ListedDocument[]): readonly ListedDocument[] {
    const wanted = this.wanted.trim().toLocaleLowerCase();
    const matching = documents.filter(({ title }) => title.toLocaleLowerCase().includes(wanted));
    this.found.textContent = wanted === "" ? "" : `${matching.length} found`;
    return matching;
  }
}
