import {
  RejoinClient,
  type DocumentSession,
  type Environment,
  type SocketEvents,
} from "../../src/sync/index";
import { FakeEditor } from "../../src/testing/FakeEditor";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { settle } from "../../src/testing/VirtualTime";
import { KeptOutboxes } from "./KeptOutboxes";
import { Timers } from "./Timers";

/** What happens to one of the clients. */
export interface Command {
  readonly client: number;
  readonly now: number;
  readonly leapt?: number;
  readonly do:
    | ("begin" | "restore" | "adopt" | "forget")
    | ("load" | "edit" | "select" | "opened" | "message" | "closed" | "timers" | "woken");
  readonly seed?: number;
  readonly back?: number;
  readonly docs?: readonly string[];
  readonly doc?: string;
  readonly socket?: number;
  readonly text?: string;
  readonly from?: number;
  readonly to?: number;
}

/** One document in the page. */
interface Sheet {
  readonly editor: FakeEditor;
  readonly session: DocumentSession;
  /** Since the last line out. */
  copies: string[];
  faults: string[];
}

/** One person: outboxes that stay, and a page that is loaded again and again. */
export class ScriptedClient {
  readonly outboxes: KeptOutboxes;
  private readonly timers = new Timers();
  private readonly random: SplitMix64;
  private readonly sockets = new Map<number, SocketEvents>();
  private readonly sheets = new Map<string, Sheet>();
  private out: object[] = [];
  private socketCount = 0;
  private client: RejoinClient | null = null;

  constructor(seed: number) {
    this.random = new SplitMix64(seed);
    const randomByte = () => this.random.below(256);
    this.outboxes = new KeptOutboxes(
      (length) => Uint8Array.from({ length }, randomByte),
      () => this.timers.now,
    );
  }

  async obey(command: Command): Promise<object> {
    this.timers.leap(command.leapt ?? 0);
    await this.timers.runTo(command.now);
    this.act(command);
    await settle();
    const { out } = this;
    this.out = [];
    return { out, due: this.timers.due, sheets: await this.states() };
  }

  private act({ do: what, docs = [], doc = "", socket = 0, text = "", from, to }: Command): void {
    const events = this.sockets.get(socket);
    if (what === "load") this.load(docs);
    else if (what === "edit") this.sheets.get(doc)!.editor.type(text, from, to);
    else if (what === "select") this.sheets.get(doc)!.editor.select(from ?? 0, to);
    else if (what === "opened") events?.opened();
    else if (what === "message") events?.message(text);
    else if (what === "woken") this.client?.reconnect();
    else if (what === "closed") {
      this.sockets.delete(socket);
      events?.closed(1006, "");
    }
  }

  private load(docs: readonly string[]): void {
    for (const { session } of this.sheets.values()) session.close();
    this.client?.close();
    this.timers.clear();
    this.sockets.clear();
    this.sheets.clear();
    this.out = [];
    const outboxes = this.outboxes.store;
    const environment = this.environment();
    const client = new RejoinClient({
      ...{ url: "ws://cluster", name: "Ada", environment, outboxes, reportFigures: false },
    });
    this.client = client;
    for (const doc of docs) this.open(client, doc);
  }

  private open(client: RejoinClient, doc: string): void {
    const editor = new FakeEditor();
    const session = client.open(doc, editor, { create: "text" });
    const sheet: Sheet = { editor, session, copies: [], faults: [] };
    session.on("fault", ({ message }) => sheet.faults.push(message));
    session.on("copyKept", ({ text }) => sheet.copies.push(text));
    this.sheets.set(doc, sheet);
  }

  private environment(): Environment {
    return {
      openSocket: (_, events) => {
        const socket = ++this.socketCount;
        this.sockets.set(socket, events);
        this.out.push({ socket, open: true });
        return {
          send: (text) => this.out.push({ socket, send: text }),
          close: () => this.out.push({ socket, close: true }),
        };
      },
      post: () => Promise.reject(new Error("there are only sockets here")),
      postInPassing: () => false,
      now: () => this.timers.now,
      after: (delayMillis, action) => this.timers.after(delayMillis, action),
      random: () => this.random.fraction(),
      online: true,
      onChange: () => () => undefined,
    };
  }

  private async states(): Promise<object> {
    const states: Record<string, object> = {};
    for (const [doc, sheet] of this.sheets) states[doc] = await this.state(doc, sheet);
    return states;
  }

  /** What the person sees, and where the client believes to stand. */
  private async state(doc: string, sheet: Sheet): Promise<object> {
    const { editor, session, copies, faults } = sheet;
    [sheet.copies, sheet.faults] = [[], []];
    const { client, kept } = await this.outboxes.keep(doc);
    const { sync, connection } = session.status;
    return {
      ...{ copies, faults, id: client, text: editor.content, editable: editor.editable },
      saved: sync.state === "saved" && connection.state === "online",
      stands: `${connection.state} ${sync.state}`,
      people: session.people.map((person) => ({
        session: person.session,
        ranges: rangesOf(editor, person.session),
      })),
      ...(kept === null
        ? {}
        : {
            kept: {
              ...{ lineage: kept.lineage, site: kept.site, revision: kept.revision },
              ...{ sequence: kept.lastSequence, base: kept.content },
            },
          }),
    };
  }
}

function rangesOf(editor: FakeEditor, session: string): readonly (readonly number[])[] | null {
  const shown = editor.people.find((person) => person.session === session);
  return shown?.ranges.map(({ anchor, head }) => [anchor, head]) ?? null;
}
