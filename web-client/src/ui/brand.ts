import { element } from "./element";
import { mark } from "./icons";

/** The mark, and the way back to the list. */
export function brand(): HTMLElement {
  return element(
    "a",
    { class: "brand", attributes: { href: "/", "aria-label": "Rejoin: all documents" } },
    mark(),
    element("span", { class: "brand-name" }, "Rejoin"),
  );
}

/** For the keyboard: past everything, to what the page is for. */
export function skipLink(target: string, words: string): HTMLElement {
  return element("a", { class: "skip-link", attributes: { href: `#${target}` } }, words);
}
