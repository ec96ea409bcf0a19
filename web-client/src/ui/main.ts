import { DeviceStorage } from "../store/index";
import { REPORT_FIGURES } from "../sync/index";
import { offlineReadiness } from "./app/AppWorker";
import { bringHome } from "./app/bringHome";
import { startApp } from "./app/startApp";
import { DiagnosticsPage } from "./diagnostics/DiagnosticsPage";
import { gatherReport } from "./diagnostics/gatherReport";
import { tellTabsWhetherToReport } from "./diagnostics/tabs";
import { httpWay } from "./httpWay";
import { DeviceLibrary } from "./list/Library";
import { ListPage } from "./list/ListPage";
import { brokenPage, nowherePage } from "./messagePage";
import { routeOf } from "./route";
import { show } from "./show";
import { StoragePage } from "./storage/StoragePage";

const storage = new DeviceStorage();
const way = httpWay();
startApp(import.meta.url);
await showPage();

function showPage(): Promise<void> {
  const route = routeOf(location.pathname, location.hash);
  switch (route.page) {
    case "list":
      return showList();
    case "document":
      return showDocument(route.id, route.fresh);
    case "storage":
      return showStorage();
    case "diagnostics":
      return showDiagnostics();
    case "nowhere":
      show(nowherePage());
      return Promise.resolve();
  }
}

async function showList(): Promise<void> {
  const page = new ListPage(new DeviceLibrary(storage, way));
  show(page.element);
  await page.start();
  // Where there is no storage to clean, the page says so already.
  await storage.shelf.clean().catch((failure: unknown) => console.info("Not cleaned", failure));
  await bringHome(storage, way, (waiting) => page.pushed(waiting));
}

async function showDocument(id: string, fresh: boolean): Promise<void> {
  // The editor is most of the code, and the other pages do without it.
  const editor = await import("./document/openDocument").catch(() => null);
  if (editor === null) return show(brokenPage());
  await editor.openDocument(id, fresh, storage);
  await bringHome(storage, way);
}

async function showStorage(): Promise<void> {
  const page = new StoragePage({ shelf: storage.shelf, readiness: offlineReadiness });
  show(page.element);
  await page.refresh();
  await bringHome(storage, way, () => page.refresh());
}

async function showDiagnostics(): Promise<void> {
  const page = new DiagnosticsPage({
    gather: () => gatherReport(storage, import.meta.url),
    mayReport: async () => (await storage.settings.get(REPORT_FIGURES)) !== "no",
    letReport: (may) => {
      tellTabsWhetherToReport(may);
      return storage.settings.set(REPORT_FIGURES, may ? "yes" : "no");
    },
  });
  show(page.element);
  await page.refresh();
}
