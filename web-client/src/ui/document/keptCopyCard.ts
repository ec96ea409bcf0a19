import type { KeptCopy } from "../../sync/index";
import { button } from "../button";
import { copyButton } from "../copyButton";
import { downloadText, fileNameOf } from "../download";
import { titleOf } from "../title";
import { card } from "./card";

export const copyReasons: Record<KeptCopy["reason"], string> = {
  compacted: "The server no longer knows all that happened while you were away.",
  diverged: "The document on the server was replaced by another one while you were away.",
  mismatch: "This page and the server came apart, so the document was loaded afresh.",
  refused: "The server did not take your changes.",
  reviewed: "You kept it when you came back and your edits met those of others.",
  discarded: "You gave up the changes that the server had not taken.",
};

/** Says that a version of the person's own was kept, and hands it to them in two ways. */
export function keptCopyCard({ text, reason }: KeptCopy): HTMLElement {
  return card("Your copy", `${copyReasons[reason]} Your version was kept as a copy.`, [
    copyButton({ icon: "copy", label: "Copy it", done: "Copied", text: () => text }),
    button("Save as a file", () => downloadText(fileNameOf(titleOf(text)), text)),
  ]);
}
