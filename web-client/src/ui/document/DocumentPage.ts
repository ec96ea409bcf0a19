import { CodeMirrorEditor } from "../../editor/codemirror/index";
import type { EditorPort } from "../../editor/EditorPort";
import type { DocumentSession, KeptCopy, Rejoined, SessionStatus } from "../../sync/index";
import { Announcer } from "../announcer";
import { brand, skipLink } from "../brand";
import { confirmed } from "../confirmDialog";
import { copyButton } from "../copyButton";
import { element } from "../element";
import type { Identity } from "../identity";
import { copiesDialog } from "./copiesDialog";
import { PageNotices } from "./PageNotices";
import { PeopleBar } from "./PeopleBar";
import type { PolicySetting } from "./review/policyChoice";
import { ReviewDialog } from "./review/ReviewDialog";
import { noticeWords } from "./review/reviewWords";
import { spoken } from "./spoken";
import { StatusLine } from "./StatusLine";
import { StatusPanel } from "./StatusPanel";
import { statusWords } from "./statusWords";
import { TextFacts } from "./TextFacts";

export type Session = Pick<
  DocumentSession,
  | "status"
  | "people"
  | "on"
  | "retry"
  | "discard"
  | "close"
  | "review"
  | "confirm"
  | "keepMine"
  | "copies"
>;

export interface DocumentPageOptions {
  open(port: EditorPort): Session;
  reconnect(): void;
  /** Who the person is to the others. */
  readonly self: Identity;
  /** Lets the person take another name or colour. */
  introduceAgain(): Promise<Identity>;
  /** There is no such document. */
  missing(): void;
  /** Makes a document of a text, and goes there. */
  keepAsNew(text: string): Promise<void>;
  readonly setting: PolicySetting;
}

const PANEL = "status-panel";

const discardChanges = {
  title: "Discard your changes?",
  words:
    "The document is loaded as the others see it. Your version is kept as a copy on this device.",
};
const discardGone = {
  title: "Discard this document?",
  words:
    "The server has it no longer. Your version is kept as a copy on this device: you find it under Storage.",
};

/**
 * A document at its own address.
 *
 * ```
 *   header    mark, title, status        people, copy link
 *   notices   only when there is something to know: what, and what can be done
 *   main      the text
 *   footer    words and characters
 * ```
 */
export class DocumentPage {
  readonly element: HTMLElement;
  private readonly title = element("h1", { class: "title" });
  private readonly statusLine = new StatusLine(PANEL);
  private readonly panel: StatusPanel;
  private readonly announcer = new Announcer();
  private readonly notices: PageNotices;
  private readonly people: PeopleBar;
  private readonly facts: TextFacts;
  private readonly editor: CodeMirrorEditor;
  private readonly session: Session;
  private self: Identity;
  private copies: readonly KeptCopy[] = [];
  private clock: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly options: DocumentPageOptions) {
    this.self = options.self;
    const main = element("main", { class: "sheet", attributes: { id: "text" } });
    this.facts = new TextFacts((title) => this.showTitle(title));
    this.editor = new CodeMirrorEditor(main, this.facts.extension);
    this.panel = new StatusPanel(PANEL, {
      reconnect: () => options.reconnect(),
      showCopies: () => this.showCopies(),
    });
    this.notices = new PageNotices({
      reconnect: () => options.reconnect(),
      retry: () => this.session.retry(),
      discard: () => void this.discard(),
      review: () => this.openReview(),
      confirm: () => this.confirm(),
      keepAsNew: () => void options.keepAsNew(this.editor.content),
      text: () => this.editor.content,
    });
    this.people = new PeopleBar({
      reveal: (session) => this.editor.reveal(session),
      editSelf: () => void this.editSelf(),
    });
    this.element = element(
      "div",
      { class: "page page-document" },
      skipLink("text", "Skip to the text"),
      this.header(),
      this.notices.element,
      main,
      element("footer", { class: "foot" }, this.facts.element),
      this.announcer.element,
    );
    this.session = options.open(this.editor);
    this.listen();
  }

  /** Whether leaving the page now would lose edits. */
  get unsent(): boolean {
    const { pending, keptOnDevice } = this.session.status;
    return pending > 0 && !keptOnDevice;
  }

  focus(): void {
    this.editor.focus();
  }

  close(): void {
    clearInterval(this.clock);
    this.session.close();
    this.editor.destroy();
  }

  private header(): HTMLElement {
    const copyLink = copyButton({
      icon: "link",
      label: "Copy link",
      done: "Link copied",
      text: () => location.origin + location.pathname,
      class: "button-primary copy-link",
    });
    return element(
      "header",
      { class: "bar" },
      brand(),
      element("div", { class: "heading" }, this.title, this.statusLine.element, this.panel.element),
      this.people.element,
      copyLink,
    );
  }

  private listen(): void {
    const { session } = this;
    session.on("status", (status) => this.showStatus(status));
    session.on("people", () => this.showPeople());
    session.on("rejoined", (rejoined) => this.rejoined(rejoined));
    session.on("orphansSent", (edits) => this.notices.sent(edits));
    session.on("orphansLeft", (left) => this.notices.left(left));
    session.on("copyKept", (copy) => {
      this.notices.copyKept(copy);
      this.announcer.say("Your version was kept as a copy.");
      void this.readCopies();
    });
    session.on("fault", (fault) => console.error(fault));
    this.panel.element.addEventListener("beforetoggle", () => void this.readCopies());
    this.showPeople();
    this.showStatus(session.status);
  }

  private showTitle(title: string): void {
    this.title.textContent = title;
    document.title = `${title} – Rejoin`;
  }

  private showPeople(): void {
    this.people.show(this.self, this.session.people);
  }

  private async editSelf(): Promise<void> {
    this.self = await this.options.introduceAgain();
    if (this.session.status.connection.state === "refused") this.options.reconnect();
    this.showPeople();
  }

  private showStatus(status: SessionStatus): void {
    if (status.sync.state === "blocked" && status.sync.why.code === "not_found") {
      this.options.missing();
      return;
    }
    const now = Date.now();
    this.element.dataset["loading"] = String(status.sync.state === "loading");
    const words = statusWords(status, now);
    this.statusLine.show(words);
    this.notices.showStatus(status, words);
    this.notices.showReview(this.session.review);
    this.panel.show(status, this.copies.length, now);
    const said = spoken(words, status);
    if (said !== null) this.announcer.say(said);
    this.countDown(status.connection.state === "waiting");
  }

  private countDown(waiting: boolean): void {
    if (waiting === (this.clock !== undefined)) return;
    clearInterval(this.clock);
    this.clock = waiting
      ? setInterval(() => this.showStatus(this.session.status), 1000)
      : undefined;
  }

  private rejoined(rejoined: Rejoined): void {
    this.editor.markPlaces(
      rejoined.overlaps.map(({ at, result }) => ({ from: at, to: at + result.length })),
    );
    this.notices.showReview(rejoined);
    if (rejoined.overlaps.length > 0) this.announcer.say(noticeWords(rejoined));
  }

  private openReview(): void {
    const { review } = this.session;
    if (review === null) return;
    new ReviewDialog(review, {
      keepMine: () => this.session.keepMine(),
      confirm: () => this.seen(review),
      reveal: (index) => this.editor.revealPlace(index),
      setting: this.options.setting,
    }).open();
  }

  /** Another absence may have ended while they looked: what that brought is shown first. */
  private seen(shown: Rejoined): void {
    const { review } = this.session;
    if (review === null || review === shown) this.confirm();
    else this.openReview();
  }

  /** The person has seen it, or does not want to. */
  private confirm(): void {
    this.session.confirm();
    this.editor.markPlaces([]);
    this.notices.showReview(null);
    this.focus();
  }

  private async readCopies(): Promise<void> {
    this.copies = await this.session.copies();
    this.panel.show(this.session.status, this.copies.length, Date.now());
  }

  private showCopies(): void {
    this.panel.element.hidePopover();
    const dialog = copiesDialog(this.copies, (text) => void this.options.keepAsNew(text));
    document.body.append(dialog);
    dialog.showModal();
  }

  private async discard(): Promise<void> {
    const { sync } = this.session.status;
    const isGone = sync.state === "blocked" && sync.why.code === "gone";
    const sure = await confirmed({ ...(isGone ? discardGone : discardChanges), yes: "Discard" });
    if (sure) this.session.discard();
  }
}
