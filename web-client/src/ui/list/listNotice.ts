import { element } from "../element";
import { icon } from "../icons";

/** A strip above the rows, as the one above a document. */
export function listNotice(
  mood: "away" | "blocked",
  words: string,
  action: HTMLElement | null,
): HTMLElement {
  const notice = element(
    "div",
    { class: "notice notice-box" },
    icon(mood === "away" ? "cloudOff" : "warning"),
    element("span", { class: "notice-words" }, words),
    action,
  );
  notice.dataset["mood"] = mood;
  return notice;
}
