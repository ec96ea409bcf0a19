import { createInterface } from "node:readline";
import { MemoryOutboxStore } from "../../src/store/index";
import {
  RejoinClient,
  type DocumentSession,
  type Environment,
  type SocketEvents,
} from "../../src/sync/index";
import { FakeEditor } from "../../src/testing/FakeEditor";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { settle } from "../../src/testing/VirtualTime";
import { Timers } from "./Timers";

/**
 * The clients of a simulated cluster, for the server's tests (`dev.rejoin.server.simulation.Script`).
 * Time, network and people are over there: a line in says what happens to one of the clients, and
 * the line out what it does about it.
 *
 *     {"client":1,"now":1250,"do":"message","socket":3,"text":"…"}
 *     {"out":[{"socket":3,"send":"…"}],"due":1450,"text":"…","saved":false,"copies":[],…}
 */
interface Command {
  readonly client: number;
  readonly now: number;
  readonly do: "load" | "edit" | "opened" | "message" | "closed" | "timers" | "woken" | "forget";
  readonly socket?: number;
  readonly text?: string;
  readonly from?: number;
  readonly to?: number;
  readonly seed?: number;
}

const DOC = "doc";

/** One person: an outbox that stays, and a page that is loaded again and again. */
class Puppet {
  private readonly timers = new Timers();
  private readonly random: SplitMix64;
  private readonly outboxes: MemoryOutboxStore;
  private readonly sockets = new Map<number, SocketEvents>();
  /** Since the last line out. */
  private copies: string[] = [];
  private faults: string[] = [];
  private out: object[] = [];
  private socketCount = 0;
  private editor = new FakeEditor();
  private page: { client: RejoinClient; session: DocumentSession } | null = null;

  constructor(seed: number) {
    this.random = new SplitMix64(seed);
    const randomByte = () => this.random.below(256);
    this.outboxes = new MemoryOutboxStore(
      (length) => Uint8Array.from({ length }, randomByte),
      () => this.timers.now,
    );
  }

  async obey(command: Command): Promise<object> {
    await this.timers.runTo(command.now);
    this.act(command);
    await settle();
    const { out, copies, faults } = this;
    [this.out, this.copies, this.faults] = [[], [], []];
    return { out, copies, faults, due: this.timers.due, ...(await this.state()) };
  }

  private act({ do: what, socket = 0, text = "", from, to }: Command): void {
    const events = this.sockets.get(socket);
    if (what === "load") this.load();
    else if (what === "edit") this.editor.type(text, from, to);
    else if (what === "opened") events?.opened();
    else if (what === "message") events?.message(text);
    else if (what === "woken") this.page?.client.reconnect();
    else if (what === "closed") {
      this.sockets.delete(socket);
      events?.closed(1006, "");
    }
  }

  private load(): void {
    this.page?.session.close();
    this.page?.client.close();
    this.timers.clear();
    this.sockets.clear();
    this.out = [];
    this.editor = new FakeEditor();
    const { outboxes } = this;
    const environment = this.environment();
    const client = new RejoinClient({
      ...{ url: "ws://cluster", name: "Ada", environment, outboxes, reportFigures: false },
    });
    const session = client.open(DOC, this.editor, { create: "text" });
    session.on("fault", ({ message }) => this.faults.push(message));
    session.on("copyKept", ({ text }) => this.copies.push(text));
    this.page = { client, session };
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

  /** What the person sees, and where the client believes to stand. */
  private async state(): Promise<object> {
    const outbox = await this.outboxes.open(DOC);
    const kept = await outbox.load();
    const { sync, connection } = this.page!.session.status;
    return {
      text: this.editor.editable ? this.editor.content : null,
      saved: sync.state === "saved" && connection.state === "online",
      stands: `${connection.state} ${sync.state}`,
      id: outbox.client,
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

const puppets = new Map<number, Puppet>();
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line) as Command;
  if (command.do === "forget") {
    puppets.clear();
    process.stdout.write("{}\n");
    continue;
  }
  const puppet = puppets.get(command.client) ?? new Puppet(command.seed ?? 0);
  puppets.set(command.client, puppet);
  process.stdout.write(`${JSON.stringify(await puppet.obey(command))}\n`);
}
