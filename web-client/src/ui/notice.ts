import { element } from "./element";
import { icon } from "./icons";
import type { StatusWords } from "./statusWords";

/** The strip across the page that says what is wrong and what can be done. Hidden when all is well. */
export class Notice {
  private readonly words = element("span", { class: "notice-words" });
  private readonly actions = element("span", { class: "notice-actions" });
  readonly element = element("section", {
    class: "notice",
    attributes: { "aria-label": "Connection", hidden: "" },
  });

  constructor(
    private readonly buttons: Readonly<Record<"away" | "blocked", readonly HTMLElement[]>>,
  ) {}

  show({ mood, notice }: StatusWords): void {
    this.element.hidden = notice === null;
    if (notice === null) return;
    this.words.textContent = notice;
    const kind = mood === "blocked" ? "blocked" : "away";
    if (this.element.dataset["kind"] === kind) return;
    this.element.dataset["kind"] = kind;
    this.actions.replaceChildren(...this.buttons[kind]);
    this.element.replaceChildren(
      icon(kind === "blocked" ? "warning" : "cloudOff"),
      this.words,
      this.actions,
    );
  }
}
