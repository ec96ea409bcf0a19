import { element } from "./element";

export interface Question {
  readonly title: string;
  readonly words: string;
  readonly yes: string;
}

/** Asks before something that cannot be undone. The safe answer has the focus. */
export function confirmed({ title, words, yes }: Question): Promise<boolean> {
  const cancel = element(
    "button",
    { class: "button", attributes: { value: "no", autofocus: "" } },
    "Cancel",
  );
  const accept = element(
    "button",
    { class: "button button-danger", attributes: { value: "yes" } },
    yes,
  );
  const dialog = element(
    "dialog",
    {
      class: "dialog",
      attributes: {
        role: "alertdialog",
        "aria-labelledby": "confirm-title",
        "aria-describedby": "confirm-words",
      },
    },
    element(
      "form",
      { class: "dialog-form", attributes: { method: "dialog" } },
      element("h2", { attributes: { id: "confirm-title" } }, title),
      element("p", { class: "dialog-words", attributes: { id: "confirm-words" } }, words),
      element("div", { class: "dialog-actions" }, cancel, accept),
    ),
  );
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
