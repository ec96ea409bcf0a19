import { paintAvatar } from "./avatar";
import { element } from "./element";
import { cleanName, palette, randomColor, type Identity } from "./identity";

const GUEST = "Guest";

/**
 * Asks who the person is. Closing it without a name makes them a guest, or leaves them who they
 * were. `more` is what else they can settle there.
 */
export function askName(
  known: Identity | null,
  more: HTMLElement | null = null,
): Promise<Identity> {
  const fallback = known ?? { name: GUEST, color: randomColor() };
  const name = nameField(known?.name ?? "");
  const preview = element("span", { attributes: { "aria-hidden": "true" } });
  const colors = colorChoice(fallback.color, () => paint());
  const form = element(
    "form",
    { class: "dialog-form", attributes: { method: "dialog" } },
    element(
      "div",
      { class: "dialog-head" },
      preview,
      element("h2", { attributes: { id: "name-dialog-title" } }, known ? "You" : "Who are you?"),
    ),
    element(
      "p",
      { class: "dialog-words", attributes: { id: "name-dialog-words" } },
      "Others see your name beside your cursor. It is kept in this browser.",
    ),
    element("label", { class: "label", attributes: { for: name.id } }, "Name"),
    name,
    colors,
    more,
    element(
      "button",
      { class: "button button-primary dialog-submit", attributes: { type: "submit" } },
      known ? "Save" : "Start writing",
    ),
  );
  const dialog = element(
    "dialog",
    {
      class: "dialog",
      attributes: {
        "aria-labelledby": "name-dialog-title",
        "aria-describedby": "name-dialog-words",
      },
    },
    form,
  );
  const chosenColor = () =>
    form.querySelector<HTMLInputElement>("input[name=color]:checked")?.value ?? fallback.color;
  const paint = () => {
    const shown = cleanName(name.value);
    paintAvatar(preview, { name: shown === "" ? "?" : shown, color: chosenColor() });
  };
  name.addEventListener("input", () => {
    name.setCustomValidity("");
    paint();
  });
  form.addEventListener("submit", (event) => {
    if (cleanName(name.value) !== "") return;
    event.preventDefault();
    name.setCustomValidity("A name has at least one letter.");
    name.reportValidity();
  });
  return new Promise((resolve) => {
    let answered = false;
    form.addEventListener("submit", (event) => (answered = !event.defaultPrevented));
    dialog.addEventListener("close", () => {
      const answer = { name: cleanName(name.value), color: chosenColor() };
      dialog.remove();
      resolve(answered ? answer : fallback);
    });
    document.body.append(dialog);
    paint();
    dialog.showModal();
  });
}

function nameField(value: string): HTMLInputElement {
  const field = element("input", {
    class: "field",
    attributes: {
      id: "name",
      name: "name",
      required: "",
      maxlength: "64",
      autocomplete: "nickname",
      spellcheck: "false",
      placeholder: "Ada Lovelace",
    },
  });
  field.value = value;
  return field;
}

function colorChoice(chosen: string, changed: () => void): HTMLElement {
  const known = palette.some(({ color }) => color === chosen);
  return element(
    "fieldset",
    { class: "colors", on: { change: changed } },
    element("legend", { class: "label" }, "Colour"),
    ...palette.map(({ name, color }, index) => {
      const radio = element("input", {
        class: "color",
        attributes: { type: "radio", name: "color", value: color, "aria-label": name, title: name },
      });
      radio.style.setProperty("--person", color);
      radio.checked = known ? color === chosen : index === 0;
      return radio;
    }),
  );
}
