import type { DeviceStorage } from "../../store/index";
import type { IncidentBundle } from "../../sync/index";
import { VERSION } from "../../version";
import { serverFacts } from "../api";
import { offlineReadiness } from "../app/AppWorker";
import { storageFacts, type Report } from "./Report";
import { askTabs, lastOfThisTab } from "./tabs";

/** What the page shows and hands out. The bundles have text in them, the report has none. */
export interface Gathered {
  readonly report: Report;
  readonly bundles: readonly IncidentBundle[];
}

/** Asks everything that can say something. */
export async function gatherReport(storage: DeviceStorage, script: string): Promise<Gathered> {
  const [tabs, server, kept, offlineApp] = await Promise.all([
    askTabs(),
    serverFacts().catch(() => null),
    storageFacts(storage.shelf),
    offlineReadiness(),
  ]);
  const before = lastOfThisTab();
  const report = {
    at: Date.now(),
    version: VERSION,
    build: new URL(script).pathname,
    browser: navigator.userAgent,
    online: navigator.onLine,
    offlineApp,
    server: server ?? ("unreachable" as const),
    storage: kept,
    tabs: tabs.map(({ diagnostics }) => diagnostics),
    before: before?.diagnostics ?? null,
  };
  return { report, bundles: [...tabs, before].flatMap((told) => told?.bundles ?? []) };
}
