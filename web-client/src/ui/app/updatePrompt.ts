import { element } from "../element";

export interface UpdateActions {
  /** Whether reloading now would lose edits that are kept nowhere else. */
  wouldLose(): boolean;
  reload(): void;
}

const READY = "A new version of Rejoin is ready.";
const NOT_YET = "Some of your changes are only in this tab yet. Reload when they are saved.";

/** Says quietly that there is a new version. Nothing happens until the person wants it. */
export class UpdatePrompt {
  private readonly words = element("p", { class: "update-words", attributes: { role: "status" } });
  readonly element = element(
    "section",
    { class: "update", attributes: { "aria-label": "New version", hidden: "" } },
    this.words,
    element(
      "div",
      { class: "update-actions" },
      this.button("Reload", "button-primary", () => this.reload()),
      this.button("Later", "button-quiet", () => this.hide()),
    ),
  );

  constructor(private readonly actions: UpdateActions) {}

  show(): void {
    this.element.hidden = false;
    // After it became visible, or screen readers do not hear of it.
    this.words.textContent = READY;
  }

  hide(): void {
    this.element.hidden = true;
    this.words.textContent = "";
  }

  private reload(): void {
    if (this.actions.wouldLose()) this.words.textContent = NOT_YET;
    else this.actions.reload();
  }

  private button(words: string, kind: string, click: () => void): HTMLButtonElement {
    const settings = { class: `button ${kind}`, attributes: { type: "button" }, on: { click } };
    return element("button", settings, words);
  }
}
