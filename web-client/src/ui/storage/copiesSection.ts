import type { CopyRow } from "../../store/index";
import { ago } from "../ago";
import { bytesWords } from "../bytesWords";
import { confirmed } from "../confirmDialog";
import { copyButton } from "../copyButton";
import { downloadText, fileNameOf } from "../download";
import { element } from "../element";
import { copyReasons } from "../document/keptCopyCard";
import { documentAddress } from "../route";
import { titleOf } from "../title";

/** Versions of the person's own that a document could not take in: until they say that it may go. */
export function copiesSection(
  copies: readonly CopyRow[],
  remove: (id: string) => Promise<void>,
): HTMLElement {
  const explained =
    copies.length === 0
      ? "When a document cannot take in what you wrote, your version is kept here."
      : "Your versions of documents that could not take them in. They are on this device only.";
  return element(
    "section",
    { class: "part", attributes: { "aria-labelledby": "kept-copies" } },
    element(
      "div",
      { class: "part-head" },
      element("h2", { attributes: { id: "kept-copies" } }, `Copies (${copies.length})`),
    ),
    element("p", { class: "part-none" }, explained),
    copies.length === 0
      ? null
      : element("ul", { class: "rows" }, ...copies.map((copy) => copyItem(copy, remove))),
  );
}

function copyItem(copy: CopyRow, remove: (id: string) => Promise<void>): HTMLElement {
  const { doc, at, text, reason } = copy;
  const title = titleOf(text);
  return element(
    "li",
    { class: "row row-plain row-copy" },
    element(
      "div",
      { class: "row-text" },
      element("h3", { class: "row-name" }, title),
      element(
        "p",
        { class: "row-facts" },
        element("span", {}, `kept ${ago(at, Date.now())}`),
        element("span", {}, bytesWords(new Blob([text]).size)),
        element("a", { attributes: { href: documentAddress(doc) } }, "the document"),
      ),
      element("p", { class: "row-reason" }, copyReasons[reason]),
    ),
    element(
      "details",
      { class: "copy-text" },
      element(
        "summary",
        {},
        "Show it",
        element("span", { class: "visually-hidden" }, ` “${title}”`),
      ),
      element("pre", { attributes: { tabindex: "0", "aria-label": `Text of ${title}` } }, text),
    ),
    element(
      "div",
      { class: "row-actions" },
      copyButton({ icon: "copy", label: "Copy it", done: "Copied", text: () => text }),
      button("Save as a file", "", () => downloadText(fileNameOf(title), text)),
      button("Remove", "button-quiet button-danger", () => void removeIfSure(copy, remove)),
    ),
  );
}

async function removeIfSure({ id, unsent }: CopyRow, remove: (id: string) => Promise<void>) {
  const words = unsent
    ? "It holds changes that the server never got. Nobody else has them, and they cannot be brought back."
    : "It cannot be brought back.";
  if (await confirmed({ title: "Remove this copy?", words, yes: "Remove" })) await remove(id);
}

function button(words: string, kind: string, click: () => void): HTMLButtonElement {
  const settings = { class: `button ${kind}`, attributes: { type: "button" }, on: { click } };
  return element("button", settings, words);
}
