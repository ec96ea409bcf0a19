import type { StorageUse } from "../../store/index";
import type { OfflineReadiness } from "../app/AppWorker";
import { busyButton } from "../busyButton";
import { bytesWords } from "../bytesWords";
import { element } from "../element";
import { icon, type IconName } from "../icons";

export interface Usage {
  readonly use: StorageUse;
  readonly app: OfflineReadiness;
  /** Whether the browser promised to keep it. */
  ask(): Promise<boolean>;
}

/** How much there is, and how sure it is to stay. */
export function usageSection(usage: Usage): HTMLElement {
  const { use, app } = usage;
  return element(
    "section",
    { class: "card", attributes: { "aria-label": "Use" } },
    ...measure(use),
    use.persistent ? fact("check", "The browser has promised to keep it.") : unsafe(usage),
    fact(app === "ready" ? "check" : "cloudOff", appWords(app)),
  );
}

function measure({ usedBytes, quotaBytes }: StorageUse): HTMLElement[] {
  if (usedBytes === null) {
    return [element("p", { class: "card-lead" }, "This browser does not say how much it keeps.")];
  }
  const used = element("strong", {}, bytesWords(usedBytes));
  if (quotaBytes === null) return [element("p", { class: "card-lead" }, used, " used")];
  const words = ` of ${bytesWords(quotaBytes)} that the browser allows`;
  const meter = element("meter", {
    class: "meter",
    attributes: { min: "0", max: String(quotaBytes), "aria-label": "Storage used" },
  });
  meter.value = usedBytes;
  return [element("p", { class: "card-lead" }, used, words), meter];
}

function unsafe(usage: Usage): HTMLElement {
  const outcome = element("span", { class: "fact-outcome", attributes: { role: "status" } });
  const ask = async () => {
    const granted = await usage.ask();
    if (!granted) {
      outcome.textContent =
        "It did not promise. Browsers do so for sites that are installed or often visited.";
    }
  };
  const words =
    "The browser may clear it by itself when it needs room, and some do when you stay away for a week.";
  return element(
    "div",
    { class: "fact" },
    icon("warning"),
    element("p", {}, words, " ", outcome),
    busyButton({ words: "Ask it to keep this", busy: "Asking…", act: ask }),
  );
}

function fact(sign: IconName, words: string): HTMLElement {
  return element("div", { class: "fact" }, icon(sign), element("p", {}, words));
}

function appWords(app: OfflineReadiness): string {
  switch (app) {
    case "ready":
      return "Rejoin itself is on this device: it opens without a network.";
    case "coming":
      return "Rejoin itself is being put on this device.";
    case "none":
      return "Rejoin itself is not on this device: without a network it does not open.";
    case "impossible":
      return "This browser cannot open Rejoin without a network. That needs an address with https.";
  }
}
