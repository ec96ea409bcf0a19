import type { KeptCopy } from "../../sync/index";
import { button } from "../button";
import { copyButton } from "../copyButton";
import { element } from "../element";
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

/** What came apart though nobody did anything unusual: worth a look by whoever runs the server. */
const unexpected: readonly KeptCopy["reason"][] = ["mismatch", "refused"];

/** Says that a version of the person's own was kept, and hands it to them in two ways. */
export function keptCopyCard({ text, reason }: KeptCopy): HTMLElement {
  const isUnexpected = unexpected.includes(reason);
  const more = isUnexpected
    ? " Until this tab is closed, it has what is needed to find out why: see the report."
    : "";
  return card("Your copy", `${copyReasons[reason]} Your version was kept as a copy.${more}`, [
    copyButton({ icon: "copy", label: "Copy it", done: "Copied", text: () => text }),
    button("Save as a file", () => downloadText(fileNameOf(titleOf(text)), text)),
    ...(isUnexpected ? [reportLink()] : []),
  ]);
}

/** Beside the document, which stays where it is. */
function reportLink(): HTMLElement {
  const attributes = { href: "/diagnostics", target: "_blank", rel: "noopener" };
  return element("a", { class: "button", attributes }, "Open the report");
}
