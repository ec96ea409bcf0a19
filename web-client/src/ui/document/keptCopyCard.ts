import type { KeptCopy } from "../../sync/index";
import { copyButton } from "../copyButton";
import { downloadText } from "../download";
import { element } from "../element";

export const copyReasons: Record<KeptCopy["reason"], string> = {
  compacted: "The server no longer knows all that happened while you were away.",
  diverged: "The document on the server was replaced by another one while you were away.",
  mismatch: "This page and the server came apart, so the document was loaded afresh.",
  refused: "The server did not take your changes.",
  reviewed: "You kept it when you came back and your edits met those of others.",
  discarded: "You gave up the changes that the server had not taken.",
};

/** Says that a version of the person's own was kept, and hands it to them in two ways. */
export function keptCopyCard(copy: KeptCopy, fileName: string): HTMLElement {
  const card = element("section", { class: "notice", attributes: { "aria-label": "Your copy" } });
  card.dataset["mood"] = "copy";
  const dismiss = element(
    "button",
    {
      class: "button button-quiet",
      attributes: { type: "button" },
      on: { click: () => card.remove() },
    },
    "Dismiss",
  );
  const save = element(
    "button",
    {
      class: "button",
      attributes: { type: "button" },
      on: { click: () => downloadText(fileName, copy.text) },
    },
    "Save as a file",
  );
  card.append(
    element(
      "span",
      { class: "notice-words" },
      `${copyReasons[copy.reason]} Your version was kept as a copy.`,
    ),
    element(
      "span",
      { class: "notice-actions" },
      copyButton({ icon: "copy", label: "Copy it", done: "Copied", text: () => copy.text }),
      save,
      dismiss,
    ),
  );
  return card;
}
