import { element } from "../element";
import { icon, type IconName } from "../icons";
import type { Offer, StatusWords } from "./statusWords";

const icons: Record<StatusWords["mood"], IconName> = {
  calm: "check",
  busy: "cloudOff",
  away: "cloudOff",
  held: "review",
  blocked: "warning",
};

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
    this.element.replaceChildren(icon(icons[mood]), this.words, this.actions);
  }
}
