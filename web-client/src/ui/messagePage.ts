import { brand } from "./brand";
import { element } from "./element";
import { mark } from "./icons";

export interface Message {
  readonly title: string;
  readonly words: string;
  readonly actions: readonly HTMLElement[];
}

/** A page that says one thing, and what can be done about it. */
export function messagePage({ title, words, actions }: Message): HTMLElement {
  document.title = `${title} – Rejoin`;
  return element(
    "div",
    { class: "page" },
    element("header", { class: "bar" }, brand()),
    element(
      "main",
      { class: "message" },
      element("div", { class: "message-mark", attributes: { "aria-hidden": "true" } }, mark()),
      element("h1", { attributes: { tabindex: "-1" } }, title),
      element("p", {}, words),
      element("div", { class: "message-actions" }, ...actions),
    ),
  );
}

export function listLink(): HTMLElement {
  return element("a", { class: "button", attributes: { href: "/" } }, "All documents");
}
