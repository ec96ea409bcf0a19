import { brand } from "./brand";
import { element } from "./element";
import { mark } from "./icons";
import { newButton } from "./newButton";

interface Message {
  readonly title: string;
  readonly words: string;
  readonly actions: readonly HTMLElement[];
}

/** A page that says one thing, and what can be done about it. */
function messagePage({ title, words, actions }: Message): HTMLElement {
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

/** For a link that leads to no document. */
export function missingPage(): HTMLElement {
  return messagePage({
    title: "There is no document here",
    words:
      "It may have been deleted, or a part of its address was lost on the way to you. Ask whoever sent it for the whole link.",
    actions: [newButton("New document"), listLink()],
  });
}

/** For a page of which a part did not arrive. */
export function brokenPage(): HTMLElement {
  const again = element(
    "button",
    {
      class: "button button-primary",
      attributes: { type: "button" },
      on: { click: () => location.reload() },
    },
    "Load again",
  );
  return messagePage({
    title: "The page did not load",
    words: "A part of it did not arrive. Look whether you are online, and load it again.",
    actions: [again, listLink()],
  });
}

/** For an address that means nothing. */
export function nowherePage(): HTMLElement {
  return messagePage({
    title: "There is no page here",
    words: "The address does not lead to a document.",
    actions: [listLink()],
  });
}

function listLink(): HTMLElement {
  return element("a", { class: "button", attributes: { href: "/" } }, "All documents");
}
