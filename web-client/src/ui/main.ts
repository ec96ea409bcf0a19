import { adoptStyles } from "../editor/adoptStyles";
import { RejoinClient } from "../sync/index";
import { createDocument } from "./api";
import { DocumentPage } from "./documentPage";
import { element } from "./element";
import { rememberIdentity, rememberedIdentity, type Identity } from "./identity";
import { ListPage } from "./listPage";
import { listLink, messagePage } from "./messagePage";
import { askName } from "./nameDialog";
import { documentAddress, routeOf } from "./route";

const app = document.querySelector("#app");
if (app === null) throw new Error("The page has no #app");

adoptStyles();
const route = routeOf(location.pathname);
switch (route.page) {
  case "list":
    show(new ListPage().element);
    break;
  case "document":
    await showDocument(route.id);
    break;
  case "nowhere":
    show(nowhere());
}

function show(page: HTMLElement): void {
  app?.replaceChildren(page);
}

async function showDocument(id: string): Promise<void> {
  const identity = rememberedIdentity() ?? (await askedIdentity(null));
  const client = new RejoinClient({ url: socketAddress(), ...identity });
  const page = new DocumentPage({
    open: (port) => client.open(id, port),
    reconnect: () => client.reconnect(),
    editSelf: () => void introduceAgain(client),
    missing: () => {
      page.close();
      client.close();
      show(missing());
    },
  });
  show(page.element);
  page.focus();
  addEventListener("beforeunload", (event) => {
    if (page.unsent) event.preventDefault();
  });
}

async function introduceAgain(client: RejoinClient): Promise<void> {
  const { name, color } = await askedIdentity(rememberedIdentity());
  client.introduce(name, color);
}

async function askedIdentity(known: Identity | null): Promise<Identity> {
  const identity = await askName(known);
  rememberIdentity(identity);
  return identity;
}

function socketAddress(): string {
  return `${location.origin.replace(/^http/, "ws")}/v1/socket`;
}

function missing(): HTMLElement {
  const begin = element(
    "button",
    {
      class: "button button-primary",
      attributes: { type: "button" },
      on: {
        click: () => {
          void createDocument().then((id) => location.assign(documentAddress(id)));
        },
      },
    },
    "New document",
  );
  return messagePage({
    title: "There is no document here",
    words:
      "It may have been deleted, or a part of its address was lost on the way to you. Ask whoever sent it for the whole link.",
    actions: [begin, listLink()],
  });
}

function nowhere(): HTMLElement {
  return messagePage({
    title: "There is no page here",
    words: "The address does not lead to a document.",
    actions: [listLink()],
  });
}
