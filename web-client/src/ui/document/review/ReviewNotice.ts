import type { Rejoined } from "../../../sync/index";
import { button } from "../../button";
import { element } from "../../element";
import { icon } from "../../icons";
import { noticeWords } from "./reviewWords";

export interface ReviewNoticeActions {
  readonly review: () => void;
  /** The person does not want to look. */
  readonly dismiss: () => void;
}

/**
 * The quiet strip after an absence in which others edited the same places. What is held is said by
 * the status, which does not go away.
 */
export class ReviewNotice {
  private readonly words = element("span", { class: "notice-words" });
  readonly element: HTMLElement;

  constructor({ review, dismiss }: ReviewNoticeActions) {
    this.element = element(
      "section",
      { class: "strip", attributes: { "aria-label": "While you were away", hidden: "" } },
      icon("review"),
      this.words,
      element(
        "span",
        { class: "notice-actions" },
        button("Review", review),
        button("Dismiss", dismiss, "button-quiet"),
      ),
    );
    this.element.dataset["mood"] = "copy";
  }

  show(rejoined: Rejoined | null): void {
    this.element.hidden = rejoined === null || rejoined.held || rejoined.overlaps.length === 0;
    if (rejoined !== null) this.words.textContent = noticeWords(rejoined);
  }
}
