import type { ShelvedDocument } from "../../store/index";
import { ago, timeOfDay } from "../ago";
import { busyButton } from "../busyButton";
import { bytesWords } from "../bytesWords";
import { changesWords } from "../changesWords";
import { confirmed } from "../confirmDialog";
import { element } from "../element";
import { documentAddress } from "../route";
import { titleOf } from "../title";

/** Whether something was removed: not what a tab has open. */
export type Remove = (doc?: string) => Promise<boolean>;

export function documentsSection(
  documents: readonly ShelvedDocument[],
  remove: Remove,
): HTMLElement {
  const removable = documents.filter(isRemovable);
  return element(
    "section",
    { class: "part", attributes: { "aria-labelledby": "kept-documents" } },
    element(
      "div",
      { class: "part-head" },
      element("h2", { attributes: { id: "kept-documents" } }, `Documents (${documents.length})`),
      removable.length > 1 ? removeAllButton(removable, remove) : null,
    ),
    documents.length === 0
      ? element("p", { class: "part-none" }, "No document is kept on this device.")
      : element("ul", { class: "rows" }, ...documents.map((one) => documentItem(one, remove))),
  );
}

/** What the server does not have stays, and so do documents that copies belong to. */
function isRemovable({ unsentEdits, copies, bytes }: ShelvedDocument): boolean {
  return unsentEdits === 0 && copies === 0 && bytes > 0;
}

function documentItem(document: ShelvedDocument, remove: Remove): HTMLElement {
  const { doc, bytes, openedAt, unsentEdits } = document;
  const title = titleOf(document.title);
  const failed = element("span", { class: "row-failed", attributes: { role: "alert" } });
  const act = async () => {
    if (!(await remove(doc))) failed.textContent = "It is open in a tab: close that first";
  };
  return element(
    "li",
    { class: "row row-plain" },
    element(
      "div",
      { class: "row-text" },
      element("a", { class: "row-name", attributes: { href: documentAddress(doc) } }, title),
      element(
        "p",
        { class: "row-facts" },
        element("span", {}, bytesWords(bytes)),
        element("span", {}, `opened ${ago(openedAt, Date.now())}`),
        unsentEdits > 0 ? element("span", { class: "row-unsent" }, unsentWords(document)) : null,
        failed,
      ),
    ),
    isRemovable(document)
      ? busyButton({ words: "Remove", busy: "Removing…", kind: "button-quiet", about: title, act })
      : element("span", { class: "row-stays" }, stayWords(document)),
  );
}

function unsentWords({ unsentEdits, unsentSince }: ShelvedDocument): string {
  const changes = `${changesWords(unsentEdits)} not sent yet`;
  return unsentSince === null ? changes : `${changes}, ${sinceWords(unsentSince)}`;
}

function sinceWords(unsentSince: number): string {
  const isToday = new Date(unsentSince).toDateString() === new Date().toDateString();
  return isToday
    ? `since ${timeOfDay(unsentSince)}`
    : `the first of them ${ago(unsentSince, Date.now())}`;
}

function stayWords({ unsentEdits }: ShelvedDocument): string {
  return unsentEdits > 0 ? "Stays until it is sent" : "Has copies";
}

function removeAllButton(documents: readonly ShelvedDocument[], remove: Remove): HTMLElement {
  const act = async () => {
    const bytes = documents.reduce((sum, { bytes }) => sum + bytes, 0);
    const sure = await confirmed({
      title: `Remove ${documents.length} documents from this device?`,
      words: `That frees about ${bytesWords(bytes)}. The server has them all; what it does not have stays here.`,
      yes: "Remove",
    });
    if (sure) await remove();
  };
  return busyButton({ words: "Remove all that the server has", busy: "Removing…", act });
}
