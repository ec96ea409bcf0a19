import { newDocumentId } from "../sync/newDocumentId";
import { element } from "./element";
import { icon } from "./icons";
import { freshDocumentAddress } from "./route";

/**
 * A button that makes a document and goes there. It is made on this device, with a network or
 * without, and born on the server at the first contact: so the button cannot fail.
 */
export function newButton(words: string): HTMLElement {
  const click = () => location.assign(freshDocumentAddress(newDocumentId()));
  return element(
    "button",
    { class: "button button-primary", attributes: { type: "button" }, on: { click } },
    icon("plus"),
    words,
  );
}
