import { element } from "../element";
import { icon, type IconName } from "../icons";
import { newButton } from "../newButton";

/** What stands where the rows would be, when there are none. */
function emptyBox(sign: IconName, title: string, words: string, action: HTMLElement | null) {
  return element(
    "div",
    { class: "empty" },
    icon(sign),
    element("h2", {}, title),
    element("p", {}, words),
    action,
  );
}

export function nothingYet(): HTMLElement {
  return emptyBox(
    "page",
    "No documents yet",
    "Begin one, and send its address to whoever should write with you.",
    newButton("Write the first one"),
  );
}

export function nothingFound(wanted: string): HTMLElement {
  return emptyBox("search", "Nothing found", `No title has “${wanted.trim()}” in it.`, null);
}

export function notLoaded(words: string, again: HTMLElement): HTMLElement {
  const box = emptyBox("cloudOff", "The list could not be loaded", words, again);
  box.setAttribute("role", "alert");
  return box;
}

export function loading(): HTMLElement {
  const lines = [1, 2, 3, 4].map(() => element("div", { class: "skeleton" }));
  return element("div", { attributes: { role: "status", "aria-label": "Loading" } }, ...lines);
}
