import type { KeptCopy } from "../../sync/index";
import { ago } from "../ago";
import { button } from "../button";
import { copyButton } from "../copyButton";
import { downloadText, fileNameOf } from "../download";
import { element } from "../element";
import { titleOf } from "../title";
import { copyReasons } from "./keptCopyCard";

/** Every version of the person's own that was kept beside this document, the newest first. */
export function copiesDialog(
  copies: readonly KeptCopy[],
  keepAsNew: (text: string) => void,
): HTMLDialogElement {
  const title = "copies-title";
  const close = button("Close", () => dialog.close(), "button-primary");
  close.autofocus = true;
  const dialog = element(
    "dialog",
    { class: "dialog copies", attributes: { "aria-labelledby": title } },
    element(
      "div",
      { class: "dialog-form" },
      element("h2", { attributes: { id: title } }, "Your copies"),
      element(
        "p",
        { class: "dialog-words" },
        "Versions of this document that are yours alone. They are on this device; remove them under ",
        element("a", { attributes: { href: "/storage" } }, "Storage"),
        ".",
      ),
      element(
        "ul",
        { class: "copies-list" },
        ...[...copies].reverse().map((copy) => item(copy, keepAsNew)),
      ),
      element("div", { class: "dialog-actions" }, close),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  return dialog;
}

function item(copy: KeptCopy, keepAsNew: (text: string) => void): HTMLElement {
  const { text, reason, at } = copy;
  const title = titleOf(text);
  return element(
    "li",
    { class: "copies-item" },
    element("h3", {}, title),
    element(
      "p",
      { class: "copies-words" },
      at === undefined ? null : `Kept ${ago(at, Date.now())}. `,
      copyReasons[reason],
    ),
    element(
      "details",
      { class: "copies-text" },
      element(
        "summary",
        {},
        "Show it",
        element("span", { class: "visually-hidden" }, `: ${title}`),
      ),
      element("pre", { attributes: { tabindex: "0", "aria-label": `Text of ${title}` } }, text),
    ),
    element(
      "div",
      { class: "copies-actions" },
      copyButton({ icon: "copy", label: "Copy it", done: "Copied", text: () => text }),
      button("Save as a file", () => downloadText(fileNameOf(title), text)),
      button("Make it a new document", () => keepAsNew(text)),
    ),
  );
}
