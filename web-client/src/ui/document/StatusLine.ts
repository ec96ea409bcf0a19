import { element } from "../element";
import { icon, type IconName } from "../icons";
import type { StatusWords } from "./statusWords";

const icons: Record<StatusWords["mood"], IconName> = {
  calm: "check",
  busy: "spinner",
  away: "cloudOff",
  held: "review",
  blocked: "warning",
};

const SETTLED_MILLIS = 350;

/**
 * "All changes saved", "Saving…": the words under the title, and the way to more about it.
 *
 * That edits are under way is said at once; that all is saved only after it was so for a moment, or
 * the words would flicker with every letter. So the line may be behind the truth, never ahead of
 * it.
 */
export class StatusLine {
  private readonly words = element("span");
  readonly element: HTMLElement;
  private calming: ReturnType<typeof setTimeout> | undefined;
  private mood: StatusWords["mood"] | null = null;

  /** `panel`: the id of what it opens. */
  constructor(panel: string) {
    this.element = element(
      "button",
      {
        class: "status",
        attributes: { type: "button", popovertarget: panel, "data-mood": "busy" },
      },
      this.words,
    );
  }

  show(status: StatusWords): void {
    clearTimeout(this.calming);
    if (status.mood === "calm" && this.mood === "busy") {
      this.calming = setTimeout(() => this.paint(status), SETTLED_MILLIS);
    } else {
      this.paint(status);
    }
  }

  private paint({ mood, short }: StatusWords): void {
    this.words.textContent = short;
    if (mood === this.mood) return;
    this.mood = mood;
    this.element.dataset["mood"] = mood;
    this.element.querySelector("svg")?.remove();
    this.element.prepend(icon(icons[mood]));
  }
}
