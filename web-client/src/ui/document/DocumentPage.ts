import { CodeMirrorEditor } from "../../editor/codemirror/index";
import type { EditorPort } from "../../editor/EditorPort";
import type { DocumentSession, SessionStatus } from "../../sync/index";
import { Announcer } from "../announcer";
import { brand, skipLink } from "../brand";
import { confirmed } from "../confirmDialog";
import { copyButton } from "../copyButton";
import { downloadText, fileNameOf } from "../download";
import { element } from "../element";
import type { Identity } from "../identity";
import { keptCopyCard } from "./keptCopyCard";
import { Notice } from "./Notice";
import { PeopleBar } from "./PeopleBar";
import { StatusLine } from "./StatusLine";
import { statusWords } from "./statusWords";
import { TextFacts } from "./TextFacts";
import { titleOf } from "../title";

export type Session = Pick<
  DocumentSession,
  "status" | "people" | "on" | "retry" | "discard" | "close"
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
}

/**
 * A document at its own address.
 *
 * ```
 *   header   mark, title, status        people, copy link
 *   notice   only when something is wrong: what, and what can be done
 *   main     the text
 *   footer   words and characters
 * ```
 */
export class DocumentPage {
  readonly element: HTMLElement;
  private readonly title = element("h1", { class: "title" });
  private readonly statusLine = new StatusLine();
  private readonly announcer = new Announcer();
  private readonly copies = element("div");
  private readonly notice: Notice;
  private readonly people: PeopleBar;
  private readonly facts: TextFacts;
  private readonly editor: CodeMirrorEditor;
  private readonly session: Session;
  private self: Identity;
  private unsentSince: number | null = null;
  private countdown: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly options: DocumentPageOptions) {
    this.self = options.self;
    const main = element("main", { class: "sheet", attributes: { id: "text" } });
    this.facts = new TextFacts((title) => this.showTitle(title));
    this.editor = new CodeMirrorEditor(main, this.facts.extension);
    this.notice = new Notice({
      reconnect: [this.button("Retry now", () => options.reconnect())],
      decide: this.decisions(),
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
      this.notice.element,
      this.copies,
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
    clearInterval(this.countdown);
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
      element("div", { class: "heading" }, this.title, this.statusLine.element),
      this.people.element,
      copyLink,
    );
  }

  private listen(): void {
    this.session.on("status", (status) => this.showStatus(status));
    this.session.on("people", () => this.showPeople());
    this.session.on("copyKept", (copy) => {
      this.copies.append(keptCopyCard(copy, fileNameOf(titleOf(copy.text))));
      this.announcer.say("Your version was kept as a copy.");
    });
    this.session.on("fault", (fault) => console.error(fault));
    this.showPeople();
    this.showStatus(this.session.status);
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
    this.element.dataset["loading"] = String(status.sync.state === "loading");
    if (status.pending === 0) this.unsentSince = null;
    else this.unsentSince ??= Date.now();
    const words = statusWords(status, Date.now(), this.unsentSince);
    this.statusLine.show(words);
    this.notice.show(words);
    this.announce(words.mood, status);
    this.countDown(status.connection.state === "waiting");
  }

  /** Only what matters is said aloud: not each save, not each second of a wait. */
  private announce(mood: string, status: SessionStatus): void {
    if (mood === "blocked")
      this.announcer.say("Your changes are blocked. Your text is still here.");
    else if (mood === "away") this.announcer.say("Offline. Changes are kept in this tab.");
    else if (mood === "calm" && status.pending === 0) this.announcer.say("All changes saved.");
  }

  private countDown(waiting: boolean): void {
    if (waiting === (this.countdown !== undefined)) return;
    clearInterval(this.countdown);
    this.countdown = waiting
      ? setInterval(() => this.showStatus(this.session.status), 1000)
      : undefined;
  }

  private decisions(): HTMLElement[] {
    return [
      this.button("Try again", () => this.session.retry()),
      copyButton({
        icon: "copy",
        label: "Copy text",
        done: "Copied",
        text: () => this.editor.content,
      }),
      this.button("Save as a file", () => {
        downloadText(fileNameOf(titleOf(this.editor.content)), this.editor.content);
      }),
      this.button("Discard my changes", () => void this.discard(), "button-danger"),
    ];
  }

  private async discard(): Promise<void> {
    const sure = await confirmed({
      title: "Discard your changes?",
      words:
        "The changes that the server did not take go away, and the document is loaded as the others see it.",
      yes: "Discard",
    });
    if (sure) this.session.discard();
  }

  private button(words: string, click: () => void, kind = ""): HTMLButtonElement {
    const settings = { class: `button ${kind}`, attributes: { type: "button" }, on: { click } };
    return element("button", settings, words);
  }
}
