import { element } from "./element";

export interface BusyButton {
  readonly words: string;
  /** While it is done. */
  readonly busy: string;
  readonly kind?: string;
  /** What it is about, for who does not see where it stands. */
  readonly about?: string;
  readonly act: () => Promise<unknown>;
}

/**
 * A button that says that it is at it. It is not disabled meanwhile: that would take the focus away
 * from who came by keyboard.
 */
export function busyButton({ words, busy, kind = "", about, act }: BusyButton): HTMLButtonElement {
  const said = element("span", {}, words);
  const button = element(
    "button",
    { class: `button ${kind}`, attributes: { type: "button" } },
    said,
    about === undefined ? null : element("span", { class: "visually-hidden" }, ` “${about}”`),
  );
  let isBusy = false;
  const show = (now: boolean) => {
    isBusy = now;
    said.textContent = now ? busy : words;
    button.setAttribute("aria-busy", String(now));
  };
  button.addEventListener("click", () => {
    if (isBusy) return;
    show(true);
    void act().finally(() => show(false));
  });
  return button;
}
