import { DeviceStorage } from "../store/index";
import { startApp } from "./app/startApp";
import { ListPage } from "./listPage";
import { brokenPage, nowherePage } from "./messagePage";
import { routeOf } from "./route";
import { show } from "./show";

const storage = new DeviceStorage();
const route = routeOf(location.pathname, location.hash);
switch (route.page) {
  case "list":
    show(new ListPage().element);
    break;
  case "document":
    // The editor is most of the code, and the list does without it.
    await import("./openDocument").then(
      ({ openDocument }) => openDocument(route.id),
      () => show(brokenPage()),
    );
    break;
  case "nowhere":
    show(nowherePage());
}
startApp(import.meta.url, storage);
