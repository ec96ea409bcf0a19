import { element } from "./element";

/**
 * Says a few things aloud to who cannot see them change. The same words are not said twice in a
 * row.
 */
export class Announcer {
  readonly element = element("div", {
    class: "visually-hidden",
    attributes: { role: "status", "aria-live": "polite" },
  });

  say(words: string): void {
    if (this.element.textContent !== words) this.element.textContent = words;
  }
}
