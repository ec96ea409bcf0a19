import type { DeviceStorage } from "../../store/index";
import { VERSION } from "../../version";
import { serverFacts } from "../api";
import { offlineReadiness } from "../app/AppWorker";
import { storageFacts, type Report } from "./Report";
import { askTabs, lastOfThisTab } from "./tabs";

/** Asks everything that can say something. */
export async function gatherReport(storage: DeviceStorage, script: string): Promise<Report> {
  const [tabs, server, kept, offlineApp] = await Promise.all([
    askTabs(),
    serverFacts().catch(() => null),
    storageFacts(storage.shelf),
    offlineReadiness(),
  ]);
  return {
    at: Date.now(),
    version: VERSION,
    build: new URL(script).pathname,
    browser: navigator.userAgent,
    online: navigator.onLine,
    offlineApp,
    server: server ?? "unreachable",
    storage: kept,
    tabs,
    before: lastOfThisTab(),
  };
}
