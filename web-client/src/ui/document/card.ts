import { button } from "../button";
import { element } from "../element";

/** A strip that tells of something that happened, until it is dismissed. */
export function card(label: string, words: string, actions: readonly HTMLElement[]): HTMLElement {
  const made = element(
    "section",
    { class: "strip", attributes: { "aria-label": label } },
    element("span", { class: "notice-words" }, words),
    element(
      "span",
      { class: "notice-actions" },
      ...actions,
      button("Dismiss", () => made.remove(), "button-quiet"),
    ),
  );
  made.dataset["mood"] = "copy";
  return made;
}
