import type { KeptCopy, LeftOrphans, Rejoined, SessionStatus } from "../../sync/index";
import { button } from "../button";
import { changesWords } from "../changesWords";
import { copyButton } from "../copyButton";
import { downloadText, fileNameOf } from "../download";
import { element } from "../element";
import { titleOf } from "../title";
import { card } from "./card";
import { keptCopyCard } from "./keptCopyCard";
import { Notice } from "./Notice";
import { ReviewNotice } from "./review/ReviewNotice";
import type { StatusWords } from "./statusWords";
import { TroubleNotice } from "./TroubleNotice";

export interface NoticeActions {
  readonly reconnect: () => void;
  readonly retry: () => void;
  readonly discard: () => void;
  readonly review: () => void;
  readonly confirm: () => void;
  readonly keepAsNew: () => void;
  /** The text as it is on the screen. */
  readonly text: () => string;
}

/** Cards beyond this would push the text away; the oldest goes, and what it told is kept elsewhere. */
const MAX_CARDS = 3;

/**
 * The strips between the header and the text, the gravest first: what is not kept, what is wrong with
 * the connection, what became of one's edits, what happened.
 */
export class PageNotices {
  readonly element: HTMLElement;
  private readonly trouble: TroubleNotice;
  private readonly connection: Notice;
  private readonly review: ReviewNotice;
  private readonly cards = element("div");

  constructor(actions: NoticeActions) {
    this.trouble = new TroubleNotice(takeOut(actions));
    this.connection = new Notice({
      reconnect: [button("Retry now", actions.reconnect)],
      review: [
        button("Review", actions.review),
        button("Send my changes", actions.confirm, "button-quiet"),
      ],
      decide: [
        button("Try again", actions.retry),
        ...takeOut(actions),
        button("Discard my changes", actions.discard, "button-danger"),
      ],
      takeOut: takeOut(actions),
      rescue: [
        button("Keep it as a new document", actions.keepAsNew, "button-primary"),
        button("Try again", actions.retry),
        ...takeOut(actions),
        button("Discard it", actions.discard, "button-danger"),
      ],
    });
    this.review = new ReviewNotice({ review: actions.review, dismiss: actions.confirm });
    this.element = element(
      "div",
      { class: "notices" },
      this.trouble.element,
      this.connection.element,
      this.review.element,
      this.cards,
    );
  }

  showStatus(status: SessionStatus, words: StatusWords): void {
    this.trouble.show(status);
    this.connection.show(words);
  }

  showReview(rejoined: Rejoined | null): void {
    this.review.show(rejoined);
  }

  copyKept(copy: KeptCopy): void {
    this.add(keptCopyCard(copy));
  }

  sent(edits: number): void {
    const were = edits === 1 ? "was" : "were";
    this.add(
      card("Sent", `${changesWords(edits)} of a tab that was closed ${were} sent just now.`, []),
    );
  }

  /** Loading the page again opens them: what a closed tab left comes before all else. */
  left({ edits, toReview }: LeftOrphans): void {
    const why = toReview ? "wait for you to look before they are sent" : "could not be sent";
    this.add(
      card("Waiting", `Changes of a tab that was closed ${why} (${edits}).`, [
        button("Show them", () => location.reload()),
      ]),
    );
  }

  private add(made: HTMLElement): void {
    this.cards.append(made);
    if (this.cards.childElementCount > MAX_CARDS) this.cards.firstElementChild?.remove();
  }
}

/** Two ways to bring a text to safety. */
function takeOut({ text }: NoticeActions): HTMLElement[] {
  return [
    copyButton({ icon: "copy", label: "Copy text", done: "Copied", text }),
    button("Save as a file", () => downloadText(fileNameOf(titleOf(text())), text())),
  ];
}
