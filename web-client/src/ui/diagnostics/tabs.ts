import type { Diagnostics, RejoinClient } from "../../sync/index";

/**
 * How the page about diagnostics hears of the tabs of this browser.
 *
 *     diagnostics page ── ask ──► every tab with a document ── told ──► diagnostics page
 *     a document that is left ── sessionStorage ──► the diagnostics page in the same tab
 */
const CHANNEL = "rejoin:diagnostics";
const LAST_KEY = "rejoin.diagnostics";

/** So long tabs have to answer: one that sleeps does not. */
const PATIENCE_MILLIS = 400;

type Talk =
  | { readonly kind: "ask" }
  | { readonly kind: "told"; readonly diagnostics: Diagnostics }
  | { readonly kind: "mayReport"; readonly may: boolean };

/** For a page with a client: answers who asks, and leaves word when it goes. */
export function tellDiagnostics(client: Pick<RejoinClient, "diagnostics" | "reportFigures">): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", ({ data }: MessageEvent<Talk>) => {
    if (data.kind === "ask") {
      channel.postMessage({ kind: "told", diagnostics: client.diagnostics() } satisfies Talk);
    }
    if (data.kind === "mayReport") void client.reportFigures(data.may);
  });
  addEventListener("pagehide", () => {
    try {
      sessionStorage.setItem(LAST_KEY, JSON.stringify(client.diagnostics()));
    } catch (refused) {
      console.info("The last messages could not be kept for this tab", refused);
    }
  });
}

/** What the open tabs tell. */
export async function askTabs(): Promise<readonly Diagnostics[]> {
  const channel = new BroadcastChannel(CHANNEL);
  const told: Diagnostics[] = [];
  channel.addEventListener("message", ({ data }: MessageEvent<Talk>) => {
    if (data.kind === "told") told.push(data.diagnostics);
  });
  channel.postMessage({ kind: "ask" } satisfies Talk);
  await new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLIS));
  channel.close();
  return told;
}

/** What the document that this tab showed before this page left behind, if there was one. */
export function lastOfThisTab(): Diagnostics | null {
  try {
    return JSON.parse(sessionStorage.getItem(LAST_KEY) ?? "null") as Diagnostics | null;
  } catch (unreadable) {
    console.info("What this tab showed before could not be read", unreadable);
    return null;
  }
}

/** Lets open tabs know what the person chose. */
export function tellTabsWhetherToReport(may: boolean): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage({ kind: "mayReport", may } satisfies Talk);
  channel.close();
}
