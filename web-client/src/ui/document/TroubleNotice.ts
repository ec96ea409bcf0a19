import type { SessionStatus } from "../../sync/index";
import { element } from "../element";
import { icon } from "../icons";
import { troubleWords } from "../troubleWords";

/**
 * Says that edits are not kept on this device, and why. It is said aloud at once, it cannot be
 * dismissed, and it is loudest while closing the page would lose something.
 */
export class TroubleNotice {
  private readonly title = element("strong");
  private readonly words = element("span");
  readonly element: HTMLElement;
  private said = "";

  constructor(actions: readonly HTMLElement[]) {
    const alert = { class: "notice-words", attributes: { role: "alert" } };
    this.element = element(
      "section",
      { class: "strip trouble", attributes: { "aria-label": "Storage", hidden: "" } },
      icon("warning"),
      element("p", alert, this.title, " ", this.words),
      element("span", { class: "notice-actions" }, ...actions),
    );
  }

  show({ trouble, pending }: SessionStatus): void {
    const losing = pending > 0;
    const said = trouble === null ? "" : `${trouble} ${losing}`;
    if (said === this.said) return;
    this.said = said;
    this.element.hidden = trouble === null;
    this.element.dataset["mood"] = losing ? "blocked" : "away";
    this.title.textContent = losing
      ? "Your changes are only in this tab. Do not close it."
      : "Changes cannot be kept on this device.";
    this.words.textContent = trouble === null ? "" : troubleWords(trouble);
  }
}
