import type { Rejoined } from "../../../sync/index";
import { button } from "../../button";
import { element } from "../../element";
import { icon } from "../../icons";
import { placeView } from "./placeView";
import { policyChoice, type PolicySetting } from "./policyChoice";
import { summaryWords } from "./reviewWords";

export interface ReviewActions {
  /** The version before the merge becomes a copy. */
  keepMine(): void;
  /** The person has seen it; what was held is sent. */
  confirm(): void;
  /** Shows a place in the text. */
  reveal(index: number): void;
  readonly setting: PolicySetting;
}

/**
 * What became of one's edits, place by place.
 *
 * ```
 *   title, what happened
 *   ‹ Place 2 of 3 ›                Show in text
 *   yours    │ theirs   │ together
 *   when to be asked
 *   Keep my version as a copy   Looks good
 * ```
 */
export class ReviewDialog {
  readonly element: HTMLDialogElement;
  private index = 0;
  private readonly place = element("div", {
    class: "review-place",
    attributes: { tabindex: "0", role: "group", "aria-label": "The place" },
  });
  private readonly position = element("p", { attributes: { "aria-live": "polite" } });
  private readonly kept = element("span", { attributes: { role: "status" } });

  constructor(
    private readonly rejoined: Rejoined,
    private readonly actions: ReviewActions,
  ) {
    const { overlaps } = rejoined;
    const title = "review-title";
    this.element = element(
      "dialog",
      {
        class: `dialog ${overlaps.length === 0 ? "" : "review"}`,
        attributes: { "aria-labelledby": title },
      },
      element(
        "div",
        { class: "dialog-form" },
        element("h2", { attributes: { id: title } }, "What became of your changes"),
        element("p", { class: "dialog-words" }, summaryWords(rejoined, Date.now())),
        overlaps.length === 0 ? null : this.navigation(),
        overlaps.length === 0 ? null : this.place,
        overlaps.length === 0 ? null : element("p", { class: "review-legend" }, ...legend()),
        this.policy(),
        this.footer(),
      ),
    );
    this.element.addEventListener("close", () => this.element.remove());
    if (overlaps.length > 0) this.show(0);
  }

  open(): void {
    document.body.append(this.element);
    this.element.showModal();
  }

  private navigation(): HTMLElement {
    const several = this.rejoined.overlaps.length > 1;
    return element(
      "div",
      { class: "review-steps" },
      several ? this.step("Previous place", "previous", -1) : null,
      this.position,
      several ? this.step("Next place", "next", 1) : null,
      button("Show in text", () => this.reveal(), "button-quiet review-reveal"),
    );
  }

  private step(label: string, drawing: "previous" | "next", by: number): HTMLElement {
    const step = button("", () => this.show(this.index + by), "button-icon");
    step.setAttribute("aria-label", label);
    step.append(icon(drawing));
    step.autofocus = by > 0;
    return step;
  }

  /** Round and round: behind the last comes the first. */
  private show(index: number): void {
    const { overlaps, moreOverlaps } = this.rejoined;
    this.index = (index + overlaps.length) % overlaps.length;
    this.place.replaceChildren(placeView(overlaps[this.index]!));
    this.place.scrollTop = 0;
    const more = moreOverlaps === 0 ? "" : ` (and ${moreOverlaps} more)`;
    this.position.textContent = `Place ${this.index + 1} of ${overlaps.length}${more}`;
  }

  private reveal(): void {
    this.element.close();
    this.actions.reveal(this.index);
  }

  private policy(): HTMLElement {
    return element(
      "details",
      { class: "review-policy" },
      element("summary", {}, "When to be asked"),
      policyChoice(this.actions.setting),
    );
  }

  private footer(): HTMLElement {
    const { held } = this.rejoined;
    const keep = button("Keep my version as a copy", () => {
      this.actions.keepMine();
      keep.hidden = true;
      this.kept.textContent = "Kept as a copy.";
    });
    const confirm = button(
      held ? "Send my changes" : "Looks good",
      () => {
        this.element.close();
        this.actions.confirm();
      },
      "button-primary",
    );
    const later = held ? button("Later", () => this.element.close(), "button-quiet") : null;
    // Where there is no place to step to: nothing is sent by a key pressed too early.
    if (later !== null) later.autofocus = true;
    return element(
      "div",
      { class: "dialog-actions review-actions" },
      this.kept,
      keep,
      later,
      confirm,
    );
  }
}

function legend(): (HTMLElement | string)[] {
  const theirs = element("ins", { attributes: { "data-by": "others" } }, "theirs");
  const gone = element("del", {}, "removed");
  return ["Together: ", element("ins", {}, "yours"), ", ", theirs, ". Before: ", gone, "."];
}
