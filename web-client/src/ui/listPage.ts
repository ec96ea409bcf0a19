import { ago } from "./ago";
import { listDocuments, readDocument, type DocumentSummary } from "./api";
import { brand, skipLink } from "./brand";
import { element } from "./element";
import { icon } from "./icons";
import { failureWords, newButton } from "./newButton";
import { documentAddress } from "./route";
import { titleOf } from "./title";

/** Enough for a person to look through. */
const MAX_DOCUMENTS = 1000;

/**
 * The server learns a title when it saves a snapshot. The newest documents may have none yet: so
 * many of them are read for the sake of their first line.
 */
const MAX_READ_FOR_TITLE = 12;

/** All documents, the last changed first, and the way to a new one. */
export class ListPage {
  readonly element: HTMLElement;
  private readonly content = element("div", { class: "list-content" });
  private readonly search = element("input", {
    class: "field",
    attributes: {
      type: "search",
      id: "search",
      placeholder: "Search titles",
      "aria-label": "Search titles",
    },
    on: { input: () => this.showMatching() },
  });
  private readonly searchBox = element(
    "div",
    { class: "search", attributes: { hidden: "" } },
    icon("search"),
    this.search,
  );
  private readonly found = element("p", {
    class: "visually-hidden",
    attributes: { role: "status" },
  });
  private documents: readonly DocumentSummary[] = [];

  constructor() {
    document.title = "Documents – Rejoin";
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
        this.searchBox,
        this.found,
        this.content,
      ),
    );
    void this.load();
  }

  private async load(): Promise<void> {
    this.content.replaceChildren(loading());
    try {
      this.documents = await allDocuments();
      this.searchBox.hidden = this.documents.length < 2;
      this.showMatching();
      this.documents = await titled(this.documents);
      this.showMatching();
    } catch (failure) {
      this.content.replaceChildren(this.failed(failure));
    }
  }

  private showMatching(): void {
    const wanted = this.search.value.trim().toLocaleLowerCase();
    const matching = this.documents.filter((summary) =>
      shownTitle(summary).toLocaleLowerCase().includes(wanted),
    );
    if (this.documents.length === 0) this.content.replaceChildren(nothingYet());
    else if (matching.length === 0) this.content.replaceChildren(nothingFound(this.search.value));
    else this.content.replaceChildren(rows(matching));
    this.found.textContent = wanted === "" ? "" : `${matching.length} found`;
  }

  private failed(failure: unknown): HTMLElement {
    const again = element(
      "button",
      { class: "button", attributes: { type: "button" }, on: { click: () => void this.load() } },
      "Try again",
    );
    return element(
      "div",
      { class: "empty", attributes: { role: "alert" } },
      icon("cloudOff"),
      element("h2", {}, "The list could not be loaded"),
      element("p", {}, failureWords(failure)),
      again,
    );
  }
}

async function allDocuments(): Promise<readonly DocumentSummary[]> {
  const documents: DocumentSummary[] = [];
  let next: string | null = null;
  do {
    const page = await listDocuments(next);
    documents.push(...page.documents);
    next = page.next;
  } while (next !== null && documents.length < MAX_DOCUMENTS);
  return documents.sort((left, right) => right.changedAt - left.changedAt);
}

async function titled(documents: readonly DocumentSummary[]): Promise<DocumentSummary[]> {
  const untitled = documents.filter(({ title }) => title === "").slice(0, MAX_READ_FOR_TITLE);
  return Promise.all(
    documents.map(async (summary) => {
      if (!untitled.includes(summary)) return summary;
      // A document that cannot be read now stays untitled; opening it will say why.
      const content = await readDocument(summary.id).catch(() => "");
      return { ...summary, title: titleOf(content) };
    }),
  );
}

function rows(documents: readonly DocumentSummary[]): HTMLElement {
  const now = Date.now();
  return element(
    "ul",
    { class: "rows" },
    ...documents.map((summary) => {
      const changed = element("time", { class: "row-time" }, ago(summary.changedAt, now));
      changed.dateTime = new Date(summary.changedAt).toISOString();
      changed.title = new Date(summary.changedAt).toLocaleString();
      return element(
        "li",
        {},
        element(
          "a",
          { class: "row", attributes: { href: documentAddress(summary.id) } },
          icon("page"),
          element("span", { class: "row-title" }, shownTitle(summary)),
          changed,
        ),
      );
    }),
  );
}

function shownTitle({ title }: DocumentSummary): string {
  return titleOf(title);
}

function nothingYet(): HTMLElement {
  return element(
    "div",
    { class: "empty" },
    icon("page"),
    element("h2", {}, "No documents yet"),
    element("p", {}, "Begin one, and send its address to whoever should write with you."),
    newButton("Write the first one"),
  );
}

function nothingFound(wanted: string): HTMLElement {
  return element(
    "div",
    { class: "empty" },
    icon("search"),
    element("h2", {}, "Nothing found"),
    element("p", {}, `No title has “${wanted.trim()}” in it.`),
  );
}

function loading(): HTMLElement {
  const lines = [1, 2, 3, 4].map(() => element("div", { class: "skeleton" }));
  return element("div", { attributes: { role: "status", "aria-label": "Loading" } }, ...lines);
}
