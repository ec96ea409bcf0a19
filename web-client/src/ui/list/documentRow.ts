import type { KeptOffline } from "../../sync/index";
import { ago } from "../ago";
import { changesWords } from "../changesWords";
import { element } from "../element";
import { icon } from "../icons";
import { documentAddress } from "../route";
import { keepButton } from "./keepButton";
import type { ListedDocument } from "./ListedDocument";

export interface RowActions {
  readonly canKeep: boolean;
  keep(): Promise<KeptOffline>;
  kept(): void;
}

/**
 * ```
 *   ▢  Title                                        ▣ On this device
 *      Changed 5 minutes ago · 3 changes not sent yet
 * ```
 *
 * The link is as large as the row; the button lies above it.
 */
export function documentRow(document: ListedDocument, now: number, actions: RowActions) {
  const { id, title, here, unsentEdits, waits } = document;
  const failed = element("span", { class: "row-failed", attributes: { role: "alert" } });
  const what = `${changesWords(unsentEdits)} not sent yet`;
  const unsent = element(
    "span",
    { class: "row-unsent" },
    waits ? `${what}: open it to decide` : what,
  );
  const button = () =>
    keepButton({
      title,
      keep: () => {
        failed.textContent = "";
        return actions.keep();
      },
      kept: () => actions.kept(),
      failed: (words) => (failed.textContent = `Not kept: ${words}`),
    });
  return element(
    "li",
    { class: "row" },
    icon("page"),
    element(
      "div",
      { class: "row-text" },
      element("a", { class: "row-title", attributes: { href: documentAddress(id) } }, title),
      element(
        "p",
        { class: "row-facts" },
        touchedTime(document, now),
        unsentEdits > 0 ? unsent : null,
        failed,
      ),
    ),
    here ? onThisDevice() : actions.canKeep ? button() : null,
  );
}

function touchedTime(document: ListedDocument, now: number): HTMLElement {
  const { at } = document.touched;
  const time = element("time", {}, timeWords(document, now));
  time.dateTime = new Date(at).toISOString();
  time.title = new Date(at).toLocaleString();
  return time;
}

export function timeWords({ touched }: ListedDocument, now: number): string {
  return `${touched.how === "changed" ? "Changed" : "Opened"} ${ago(touched.at, now)}`;
}

function onThisDevice(): HTMLElement {
  return element(
    "span",
    { class: "row-here" },
    icon("device"),
    element("span", {}, "On this device"),
  );
}
