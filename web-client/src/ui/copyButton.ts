import { element } from "./element";
import { icon, type IconName } from "./icons";

export interface Copying {
  readonly icon: IconName;
  readonly label: string;
  readonly done: string;
  readonly text: () => string;
  readonly class?: string;
}

const CONFIRMED_MILLIS = 2000;

/** A button that copies something, and says in its own place that it did. */
export function copyButton(copying: Copying): HTMLButtonElement {
  const label = element("span", { attributes: { "aria-live": "polite" } }, copying.label);
  const button = element(
    "button",
    { class: `button ${copying.class ?? ""}`, attributes: { type: "button" } },
    icon(copying.icon),
    label,
  );
  let back: ReturnType<typeof setTimeout> | undefined;
  const show = (words: string, done: boolean) => {
    label.textContent = words;
    button.querySelector("svg")?.replaceWith(icon(done ? "check" : copying.icon));
  };
  button.addEventListener("click", () => {
    void copy(copying.text()).then((copied) => {
      show(copied ? copying.done : "Copying failed", copied);
      clearTimeout(back);
      back = setTimeout(() => show(copying.label, false), CONFIRMED_MILLIS);
    });
  });
  return button;
}

/**
 * Over plain HTTP to another machine there is no clipboard object; the old command still works
 * there.
 */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelecting(text);
  }
}

function copyBySelecting(text: string): boolean {
  const before = document.activeElement;
  const field = element("textarea", { class: "visually-hidden" });
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return copied;
}
