import type { KeptOffline } from "../../sync/index";
import { element } from "../element";
import { icon } from "../icons";

export interface Keeping {
  readonly title: string;
  keep(): Promise<KeptOffline>;
  /** The document is here now. */
  kept(): void;
  /** It is not, and this is why. */
  failed(words: string): void;
}

/** A button that fetches a document, so that it opens without a network. */
export function keepButton(keeping: Keeping): HTMLButtonElement {
  const words = element("span", {}, "Keep offline");
  const button = element(
    "button",
    { class: "button button-quiet keep", attributes: { type: "button" } },
    icon("download"),
    words,
    element("span", { class: "visually-hidden" }, ` “${keeping.title}”`),
  );
  const show = (sign: "download" | "spinner", said: string) => {
    button.querySelector("svg")?.replaceWith(icon(sign));
    words.textContent = said;
    button.setAttribute("aria-busy", String(sign === "spinner"));
  };
  button.addEventListener("click", () => {
    // Not disabled: that would take the focus away from who came by keyboard.
    if (button.getAttribute("aria-busy") === "true") return;
    show("spinner", "Keeping…");
    keeping
      .keep()
      .then((outcome) => {
        if (outcome === "kept" || outcome === "known") return keeping.kept();
        show("download", "Keep offline");
        keeping.failed(reasonWords(outcome));
      })
      .catch((failure: unknown) => {
        show("download", "Keep offline");
        keeping.failed(String(failure));
      });
  });
  return button;
}

function reasonWords({ code, message }: { code: string; message: string }): string {
  switch (code) {
    case "unreachable":
      return "the server cannot be reached";
    case "full":
      return "there is no room on this device";
    case "not_found":
      return "the server does not have it any more";
    default:
      return message;
  }
}
