import { element } from "./element";

export interface BusyButton {
  readonly words: string;
  /** While it is done. */
  readonly busy: string;
  readonly kind?: string;
  readonly label?: string;
  readonly act: () => Promise<unknown>;
}

/**
 * A button that says that it is at it. It is not disabled meanwhile: that would take the focus away
 * from who came by keyboard.
 */
export function busyButton({ words, busy, kind = "", label, act }: BusyButton): HTMLButtonElement {
  const button = element(
    "button",
    { class: `button ${kind}`, attributes: { type: "button" } },
    words,
  );
  if (label !== undefined) button.setAttribute("aria-label", label);
  let isBusy = false;
  const show = (now: boolean) => {
    isBusy = now;
    button.textContent = now ? busy : words;
    button.setAttribute("aria-busy", String(now));
  };
  button.addEventListener("click", () => {
    if (isBusy) return;
    show(true);
    void act().finally(() => show(false));
  });
  return button;
}
