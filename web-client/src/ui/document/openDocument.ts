import { adoptStyles } from "../../editor/codemirror/index";
import type { DeviceStorage } from "../../store/index";
import { RejoinClient } from "../../sync/index";
import { askBeforeLeaving } from "../app/leaving";
import { tellDiagnostics } from "../diagnostics/tabs";
import { DocumentPage } from "./DocumentPage";
import { rememberIdentity, rememberedIdentity, type Identity } from "../identity";
import { missingPage } from "../messagePage";
import { askName } from "../nameDialog";
import { show } from "../show";

/**
 * Asks who the person is, if they are new here, and shows the document. A fresh one was made here
 * just now.
 */
export async function openDocument(
  id: string,
  fresh: boolean,
  storage: DeviceStorage,
): Promise<void> {
  adoptStyles();
  const identity = rememberedIdentity() ?? (await askedIdentity(null));
  const client = new RejoinClient({ url: socketAddress(), ...identity, storage });
  tellDiagnostics(client);
  const page = new DocumentPage({
    open: (port) => client.open(id, port, fresh ? { create: "text", fresh } : {}),
    reconnect: () => client.reconnect(),
    self: identity,
    introduceAgain: () => introduceAgain(client),
    missing: () => {
      page.close();
      client.close();
      show(missingPage());
    },
  });
  show(page.element);
  page.focus();
  askBeforeLeaving(() => page.unsent);
}

async function introduceAgain(client: RejoinClient): Promise<Identity> {
  const identity = await askedIdentity(rememberedIdentity());
  client.introduce(identity.name, identity.color);
  return identity;
}

async function askedIdentity(known: Identity | null): Promise<Identity> {
  const identity = await askName(known);
  rememberIdentity(identity);
  return identity;
}

function socketAddress(): string {
  return `${location.origin.replace(/^http/, "ws")}/v1/socket`;
}
