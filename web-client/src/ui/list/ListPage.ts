import type { ShelvedDocument } from "../../store/index";
import { ApiError, type DocumentSummary } from "../api";
import { brand, skipLink } from "../brand";
import { busyButton } from "../busyButton";
import { element } from "../element";
import { failureWords } from "../failureWords";
import { newButton } from "../newButton";
import { pageFoot } from "../pageFoot";
import { Slot } from "../Slot";
import { storageFailureWords } from "../troubleWords";
import { loading, nothingFound, nothingYet, notLoaded } from "./emptyList";
import type { Library } from "./Library";
import { merged, type ListedDocument } from "./ListedDocument";
import { listNotice } from "./listNotice";
import { Rows } from "./Rows";
import { SearchBox } from "./SearchBox";

/** While the server cannot be reached and somebody looks at the list. */
const RETRY_MILLIS = 15_000;

/**
 * All documents: at once those that this device has, then those of the server.
 *
 *     here() ────► rows ─────┬──► rows of both, the last touched first
 *     atServer() ────────────┘    or a notice that the server cannot be reached
 */
export class ListPage {
  readonly element: HTMLElement;
  private readonly notices = { server: new Slot({ role: "status" }), storage: new Slot() };
  private readonly content = new Slot();
  private readonly search = new SearchBox(() => this.render());
  private readonly rows: Rows;
  private here: readonly ShelvedDocument[] = [];
  /** Null until it answered for the first time. */
  private server: readonly DocumentSummary[] | null = null;
  private waiting: ReadonlySet<string> = new Set();
  private serverFailure: unknown = null;
  private storageFailure: unknown = null;

  constructor(private readonly library: Library) {
    document.title = "Documents – Rejoin";
    this.rows = new Rows({
      keep: (id) => library.keep(id),
      kept: () => void this.readHere(),
    });
    this.element = element(
      "div",
      { class: "page page-list" },
      skipLink("documents", "Skip to the documents"),
      element("header", { class: "bar" }, brand()),
      element(
        "main",
        { class: "list", attributes: { id: "documents" } },
        element(
          "div",
          { class: "list-head" },
          element("h1", {}, "Documents"),
          newButton("New document"),
        ),
        this.notices.storage.element,
        this.notices.server.element,
        this.search.element,
        this.content.element,
      ),
      pageFoot(),
    );
    this.render();
  }

  /** Shows what there is, and keeps it up to date as long as the page is looked at. */
  async start(): Promise<void> {
    const refreshIfSeen = () => {
      if (document.visibilityState === "visible") void this.refresh();
    };
    addEventListener("online", refreshIfSeen);
    document.addEventListener("visibilitychange", refreshIfSeen);
    setInterval(() => {
      if (this.serverFailure !== null) refreshIfSeen();
    }, RETRY_MILLIS);
    await this.refresh();
  }

  async refresh(): Promise<void> {
    await this.readHere();
    await this.askServer();
  }

  /** Unsent edits were sent, or were not: these wait for the person. */
  async pushed(waiting: readonly string[]): Promise<void> {
    this.waiting = new Set(waiting);
    await this.readHere();
  }

  /** What this device has may be another now. */
  private async readHere(): Promise<void> {
    try {
      this.here = await this.library.here();
      this.storageFailure = null;
    } catch (failure) {
      this.storageFailure = failure;
    }
    this.render();
  }

  private async askServer(): Promise<void> {
    try {
      this.server = await this.library.atServer();
      this.serverFailure = null;
      this.render();
      this.server = await this.library.titled(this.server);
    } catch (failure) {
      this.serverFailure = failure;
    }
    this.render();
  }

  private render(): void {
    const documents = merged(this.here, this.server, this.waiting);
    this.search.offer(documents.length);
    this.showContent(documents);
    this.showNotices(documents.length > 0);
  }

  private showContent(documents: readonly ListedDocument[]): void {
    const { content, search, serverFailure } = this;
    if (documents.length > 0) {
      const matching = search.matching(documents);
      this.rows.show(matching, this.canKeep);
      if (matching.length > 0) content.show("rows", () => this.rows.element);
      else content.show(`no ${search.wanted}`, () => nothingFound(search.wanted));
    } else if (serverFailure !== null) {
      const words = failureWords(serverFailure);
      content.show(words, () => notLoaded(words, this.againButton()));
    } else if (this.server === null) {
      content.show("loading", loading);
    } else {
      content.show("nothing", nothingYet);
    }
  }

  private showNotices(hasRows: boolean): void {
    const { notices, serverFailure, storageFailure } = this;
    if (serverFailure === null || !hasRows) notices.server.clear();
    else {
      const words = awayWords(serverFailure);
      notices.server.show(words, () => listNotice("away", words, this.againButton()));
    }
    if (storageFailure === null) notices.storage.clear();
    else {
      const words = storageFailureWords(storageFailure);
      notices.storage.show(words, () => listNotice("blocked", words, null));
    }
  }

  private get canKeep(): boolean {
    return this.library.canKeep && this.serverFailure === null && this.storageFailure === null;
  }

  private againButton(): HTMLElement {
    return busyButton({ words: "Try again", busy: "Trying…", act: () => this.refresh() });
  }
}

/** The rows are those of this device, or what the server said before. */
function awayWords(failure: unknown): string {
  const isAway = failure instanceof ApiError && failure.status === null;
  return isAway
    ? "Offline: the server cannot be reached. Documents on this device can be read and written."
    : `The server could not give its list: ${failureWords(failure)}`;
}
