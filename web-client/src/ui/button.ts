import { element } from "./element";

/** A button that does something at once. */
export function button(words: string, click: () => void, kind = ""): HTMLButtonElement {
  const settings = { class: `button ${kind}`, attributes: { type: "button" }, on: { click } };
  return element("button", settings, words);
}
