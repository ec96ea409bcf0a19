import type { Overlap } from "../../../review/index";
import { element } from "../../element";
import { readable } from "./readable";
import { authored, wordChanges, type AuthoredPiece } from "./wordChanges";

/** One place, as each of both left it and as it is now. */
export function placeView(overlap: Overlap): HTMLElement {
  const [base, mine, theirs, result] = [
    readable(overlap.base),
    readable(overlap.mine),
    readable(overlap.theirs),
    readable(overlap.result),
  ];
  return element(
    "div",
    { class: "place" },
    version("mine", "Yours", changed(base, mine)),
    version("theirs", "Theirs", changed(base, theirs)),
    version("result", "Together", authored(result, mine, theirs).flatMap(written)),
  );
}

function version(name: string, title: string, pieces: readonly (Node | string)[]): HTMLElement {
  const empty = element("em", { class: "version-empty" }, "Nothing is left of it.");
  const section = element(
    "section",
    { class: "version", attributes: { "aria-label": title } },
    element("h3", {}, title),
    element("p", { class: "version-text" }, ...(pieces.length === 0 ? [empty] : pieces)),
  );
  section.dataset["version"] = name;
  return section;
}

function changed(before: string, after: string): (Node | string)[] {
  return wordChanges(before, after).flatMap(({ kind, text }) => {
    if (kind === "kept") return text;
    return kind === "gone" ? marked("del", "removed", text) : marked("ins", "added", text);
  });
}

const authors = { me: "yours", others: "theirs", both: "of both" } as const;

function written({ by, text }: AuthoredPiece): (Node | string)[] {
  return by === null ? [text] : marked("ins", authors[by], text, by);
}

/**
 * Drawn differently, and said: nothing of it by colour alone. The space before and behind is not
 * drawn upon.
 */
function marked(tag: "ins" | "del", said: string, text: string, by = ""): (Node | string)[] {
  const words = text.trim();
  if (words === "") return [text];
  const from = text.indexOf(words);
  const mark = element(tag, {}, element("span", { class: "visually-hidden" }, `${said}: `), words);
  if (by !== "") mark.dataset["by"] = by;
  return [text.slice(0, from), mark, text.slice(from + words.length)];
}
