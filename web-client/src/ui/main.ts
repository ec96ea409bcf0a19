import { DeviceStorage } from "../store/index";
import { bringHome } from "./app/bringHome";
import { startApp } from "./app/startApp";
import { httpWay } from "./httpWay";
import { DeviceLibrary } from "./list/Library";
import { ListPage } from "./list/ListPage";
import { brokenPage, nowherePage } from "./messagePage";
import { routeOf } from "./route";
import { show } from "./show";

const storage = new DeviceStorage();
const way = httpWay();
startApp(import.meta.url, storage);
await showPage();

async function showPage(): Promise<void> {
  const route = routeOf(location.pathname, location.hash);
  switch (route.page) {
    case "list":
      return showList();
    case "document":
      void bringHome(storage, way);
      return showDocument(route.id, route.fresh);
    case "nowhere":
      return show(nowherePage());
  }
}

async function showList(): Promise<void> {
  const page = new ListPage(new DeviceLibrary(storage, way));
  show(page.element);
  await page.start();
  await bringHome(storage, way);
  // Where there is no storage to clean, the page says so already.
  await storage.shelf.clean().catch((failure: unknown) => console.info("Not cleaned", failure));
  await page.readHere();
}

async function showDocument(id: string, fresh: boolean): Promise<void> {
  // The editor is most of the code, and the other pages do without it.
  const editor = await import("./document/openDocument").catch(() => null);
  if (editor === null) show(brokenPage());
  else await editor.openDocument(id, fresh, storage);
}
