import { adoptStyles } from "../../editor/codemirror/index";
import type { DeviceStorage } from "../../store/index";
import { keepAsNew, RejoinClient, type DocumentSession, type ReviewPolicy } from "../../sync/index";
import { askBeforeLeaving } from "../app/leaving";
import { tellDiagnostics } from "../diagnostics/tabs";
import { DocumentPage } from "./DocumentPage";
import { policyChoice, type PolicySetting } from "./review/policyChoice";
import { rememberIdentity, rememberedIdentity, type Identity } from "../identity";
import { downloadText, fileNameOf } from "../download";
import { missingPage } from "../messagePage";
import { askName } from "../nameDialog";
import { AUTHOR } from "../../worker/agreement";
import { documentAddress } from "../route";
import { show } from "../show";
import { titleOf } from "../title";

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
  void storage.settings.set(AUTHOR, identity.name);
  tellDiagnostics(client);
  const setting = {
    get policy() {
      return client.reviewPolicy;
    },
    choose: (policy: ReviewPolicy) => void client.setReviewPolicy(policy),
  };
  let pending = 0;
  // One, however often it is asked for.
  let asNew: Promise<void> | null = null;
  const page = new DocumentPage({
    open: (port) => {
      const session = client.open(id, port, fresh ? { create: "text", fresh } : {});
      session.on("status", (status) => (pending = status.pending));
      if (fresh) forgetFreshWhenBorn(session);
      return session;
    },
    reconnect: () => client.reconnect(),
    self: identity,
    introduceAgain: async () => {
      const again = await introduceAgain(client, setting);
      void storage.settings.set(AUTHOR, again.name);
      return again;
    },
    keepAsNew: (text) => {
      asNew ??= moveToNew(storage, text).finally(() => (asNew = null));
      return asNew;
    },
    setting,
    missing: () => {
      page.close();
      client.close();
      show(missingPage());
    },
  });
  show(page.element);
  page.focus();
  askBeforeLeaving({ wouldLose: () => page.unsent, hasUnsent: () => pending > 0 });
}

async function moveToNew(storage: DeviceStorage, text: string): Promise<void> {
  const { doc, keptOnDevice } = await keepAsNew(storage.outboxes, text);
  // Where it would not outlive this page, a file does.
  if (keptOnDevice) location.assign(documentAddress(doc));
  else downloadText(fileNameOf(titleOf(text)), text);
}

/** Until the server has it, the address says that this device may make it: also after a reload. */
function forgetFreshWhenBorn(session: DocumentSession): void {
  const stop = session.on("status", ({ connection, sync }) => {
    if (connection.state !== "online" || sync.state !== "saved") return;
    stop();
    history.replaceState(history.state, "", location.pathname + location.search);
  });
}

async function introduceAgain(client: RejoinClient, setting: PolicySetting): Promise<Identity> {
  const identity = await askedIdentity(rememberedIdentity(), setting);
  client.introduce(identity.name, identity.color);
  return identity;
}

async function askedIdentity(known: Identity | null, setting?: PolicySetting): Promise<Identity> {
  const more = setting === undefined ? null : policyChoice(setting);
  const identity = await askName(known, more);
  rememberIdentity(identity);
  return identity;
}

function socketAddress(): string {
  return `${location.origin.replace(/^http/, "ws")}/v1/socket`;
}
