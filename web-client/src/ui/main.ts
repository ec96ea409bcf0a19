import { ListPage } from "./listPage";
import { nowherePage } from "./messagePage";
import { routeOf } from "./route";
import { show } from "./show";

const route = routeOf(location.pathname);
switch (route.page) {
  case "list":
    show(new ListPage().element);
    break;
  case "document":
    // The editor is most of the code, and the list does without it.
    await (await import("./openDocument")).openDocument(route.id);
    break;
  case "nowhere":
    show(nowherePage());
}
