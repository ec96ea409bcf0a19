import { element } from "../element";
import { icon } from "../icons";
import type { Offer, StatusWords } from "./statusWords";

/**
 * The strip across the page that says what is wrong and what can be done. Hidden when all is well.
 */
export class Notice {
  private readonly words = element("span", { class: "notice-words" });
  private readonly actions = element("span", { class: "notice-actions" });
  readonly element = element("section", {
    class: "notice",
    attributes: { "aria-label": "Connection", hidden: "" },
  });

  private kind = "";

  constructor(private readonly buttons: Readonly<Record<Offer, readonly HTMLElement[]>>) {}

  show({ mood, notice, offer }: StatusWords): void {
    this.element.hidden = notice === null;
    if (notice === null) return;
    this.words.textContent = notice;
    const kind = `${mood} ${offer ?? ""}`;
    if (kind === this.kind) return;
    this.kind = kind;
    this.element.dataset["mood"] = mood;
    this.actions.replaceChildren(...(offer === null ? [] : this.buttons[offer]));
    const sign = icon(mood === "blocked" ? "warning" : "cloudOff");
    this.element.replaceChildren(sign, this.words, this.actions);
  }
}
