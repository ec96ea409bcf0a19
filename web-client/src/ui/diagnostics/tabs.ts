import type { Diagnostics, IncidentBundle, RejoinClient } from "../../sync/index";

/**
 * How the page about diagnostics hears of the tabs of this browser.
 *
 *     diagnostics page ── ask ──► every tab with a document ── told ──► diagnostics page
 *     a document that is left ── sessionStorage ──► the diagnostics page in the same tab
 */
const CHANNEL = "rejoin:diagnostics";
const LAST_KEY = "rejoin.diagnostics";
const LAST_BUNDLES_KEY = "rejoin.incidents";

/** So long tabs have to answer: one that sleeps does not. */
const PATIENCE_MILLIS = 400;

/** What one tab tells. The bundles have text in them, and stay in this browser unless somebody hands them on. */
export interface Told {
  readonly diagnostics: Diagnostics;
  readonly bundles: readonly IncidentBundle[];
}

type Talk =
  | { readonly kind: "ask" }
  | ({ readonly kind: "told" } & Told)
  | { readonly kind: "mayReport"; readonly may: boolean };

/** For a page with a client: answers who asks, and leaves word when it goes. */
export function tellDiagnostics(
  client: Pick<RejoinClient, "diagnostics" | "incidentBundlesWithText" | "reportFigures">,
): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", ({ data }: MessageEvent<Talk>) => {
    if (data.kind === "ask") {
      const told = {
        diagnostics: client.diagnostics(),
        bundles: client.incidentBundlesWithText(),
      };
      channel.postMessage({ kind: "told", ...told } satisfies Talk);
    }
    if (data.kind === "mayReport") void client.reportFigures(data.may);
  });
  addEventListener("pagehide", () => {
    try {
      sessionStorage.removeItem(LAST_BUNDLES_KEY);
      sessionStorage.setItem(LAST_KEY, JSON.stringify(client.diagnostics()));
      sessionStorage.setItem(LAST_BUNDLES_KEY, JSON.stringify(client.incidentBundlesWithText()));
    } catch (refused) {
      console.info("The last messages could not be kept for this tab", refused);
    }
  });
}

/** What the open tabs tell. */
export async function askTabs(): Promise<readonly Told[]> {
  const channel = new BroadcastChannel(CHANNEL);
  const told: Told[] = [];
  channel.addEventListener("message", ({ data }: MessageEvent<Talk>) => {
    if (data.kind === "told") told.push(data);
  });
  channel.postMessage({ kind: "ask" } satisfies Talk);
  await new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLIS));
  channel.close();
  return told;
}

/** What the document that this tab showed before this page left behind, if there was one. */
export function lastOfThisTab(): Told | null {
  const diagnostics = read<Diagnostics>(LAST_KEY);
  if (diagnostics === null) return null;
  return { diagnostics, bundles: read<readonly IncidentBundle[]>(LAST_BUNDLES_KEY) ?? [] };
}

function read<T>(key: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") as T | null;
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
