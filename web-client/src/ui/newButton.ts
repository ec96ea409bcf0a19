import { ApiError, createDocument } from "./api";
import { element } from "./element";
import { icon } from "./icons";
import { documentAddress } from "./route";

/** A button that makes a document and goes there. */
export function newButton(words: string): HTMLElement {
  const failed = element("p", { class: "failed", attributes: { role: "alert" } });
  const button = element(
    "button",
    { class: "button button-primary", attributes: { type: "button" } },
    icon("plus"),
    words,
  );
  button.addEventListener("click", () => {
    button.disabled = true;
    failed.textContent = "";
    createDocument()
      .then((id) => location.assign(documentAddress(id)))
      .catch((failure: unknown) => {
        button.disabled = false;
        failed.textContent = failureWords(failure);
      });
  });
  return element("div", { class: "new" }, button, failed);
}

/** What went wrong with a request, for people. */
export function failureWords(failure: unknown): string {
  if (!(failure instanceof ApiError)) return String(failure);
  if (failure.status !== null) return failure.message;
  return "The server cannot be reached. Look whether you are online, and try again.";
}
