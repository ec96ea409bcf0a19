import type { HttpAnswer } from "../sync/index";
import { FakeDocument, type Verdict } from "./FakeDocument";
import type { ServerSide, ServerSocket } from "./ServerEnvironment";
import { siteOf } from "./siteOf";
import type { SplitMix64 } from "./SplitMix64";
import type { VirtualTime } from "./VirtualTime";

type Message = Readonly<Record<string, unknown>>;
type Taken = "accepted" | "duplicate";

/** How a server behaves that does all that the protocol allows. */
export interface Temper {
  /** Storing takes up to this long. */
  readonly storeMillis: number;
  /** One operation in so many is answered by a nack that says: later. 0: none. */
  readonly busyOneIn: number;
  /** One broadcast in so many waits, and is then folded with what follows. */
  readonly lazyOneIn: number;
  /** One entry in so many is folded with its neighbours. 0: none. */
  readonly foldOneIn: number;
}

/** A server in a test: many documents in memory, PROTOCOL 3 and 4, every freedom used. */
export class FakeServer implements ServerSide {
  temper: Temper = { storeMillis: 20, busyOneIn: 0, lazyOneIn: 4, foldOneIn: 2 };
  readonly documents = new Map<string, FakeDocument>();
  readonly connections = new Set<FakeConnection>();
  heartbeatMillis = 15_000;
  /** One message with steps in so many has a hash. */
  hashOneIn = 3;
  limits: Readonly<Record<string, number>> = { maxMessageBytes: 1 << 20 };
  /** Answers in place of the server's own, by type of message; null: go on as usual. */
  intercept: (message: Message, connection: FakeConnection) => boolean = () => false;
  /** Every operation that reached the server, as it was sent, by (site, sequence). */
  readonly submissions = new Map<string, Set<string>>();
  /** Figures that clients reported. */
  readonly reports: Message[] = [];
  private sessions = 0;

  constructor(
    readonly time: VirtualTime,
    readonly random: SplitMix64,
  ) {}

  document(doc: string): FakeDocument {
    const document = this.documents.get(doc) ?? new FakeDocument(`lineage-${doc}`);
    this.documents.set(doc, document);
    return document;
  }

  accept(socket: ServerSocket) {
    const connection = new FakeConnection(this, socket, `session-${++this.sessions}`);
    this.connections.add(connection);
    return {
      received: (text: string) => connection.received(JSON.parse(text) as Message),
      closed: () => connection.gone(),
    };
  }

  answer(path: string, json: string): Promise<HttpAnswer> {
    if (path === "/v1/client-metrics") {
      this.reports.push(JSON.parse(json) as Message);
      return Promise.resolve({ status: 204, body: "" });
    }
    const [, doc] = /^\/v1\/documents\/([^/]+)\/ops$/.exec(path) ?? [];
    if (doc === undefined) return Promise.resolve(problem(404, "not_found", `nothing at ${path}`));
    const request = JSON.parse(json) as Message;
    return new Promise((resolve) => {
      const delay = this.random.below(this.temper.storeMillis + 1);
      this.time.after(delay, () => resolve(this.exchange(decodeURIComponent(doc), request)));
    });
  }

  /** Whether a document is there, or is made by one who may. */
  opens(doc: string, { create }: Message): boolean {
    return this.documents.has(doc) || create !== undefined;
  }

  /** What an opening is answered with, but for the people. */
  opening(doc: string, site: string, { lineage, rev, check }: Message): object {
    const document = this.document(doc);
    const { head } = document;
    return {
      ...{ doc, type: "text", site, access: "write", lineage: document.lineage },
      ...{ rev: head, check: document.check(head), seq: document.lastSequence(site) },
      ...body(document, site, lineage, rev as number, check),
    };
  }

  /** An operation arrived: null if it is in the log, else the code of why not. */
  take(doc: string, site: string, { seq, rev, op }: Message): Exclude<Verdict, Taken> | null {
    const verdict = this.document(doc).submit(site, seq as number, rev as number, op);
    if (verdict === "accepted") this.broadcast(doc);
    return verdict === "accepted" || verdict === "duplicate" ? null : verdict;
  }

  /** Remembers an operation as it was sent, and says whether the server is too busy for it. */
  refuses(doc: string, site: string, { seq, rev, op }: Message): boolean {
    const name = `${doc} ${site} ${seq as number}`;
    const seen = this.submissions.get(name) ?? new Set();
    this.submissions.set(name, seen.add(JSON.stringify({ seq, rev, op })));
    const { busyOneIn } = this.temper;
    return busyOneIn > 0 && this.random.oneIn(busyOneIn);
  }

  /** POST …/ops: an opening, and then at most one operation. */
  private exchange(doc: string, request: Message): HttpAnswer {
    if (!this.opens(doc, request)) return problem(404, "not_found", `there is no ${doc}`);
    const site = siteOf(request["client"] as string);
    const [operation] = (request["ops"] ?? []) as Message[];
    if (operation !== undefined && "from" in this.opening(doc, site, request)) {
      const { seq } = operation;
      if (this.refuses(doc, site, operation)) {
        return problem(503, "busy", "later", { seq, retry: true });
      }
      const code = this.take(doc, site, operation);
      if (code !== null) return problem(409, code, code, { seq, retry: false });
    }
    const opened = { t: "opened", people: [], ...this.opening(doc, site, request) };
    return { status: 200, body: JSON.stringify(opened) };
  }

  /** Everyone learns that the log of `doc` moved on. */
  broadcast(doc: string): void {
    for (const connection of this.connections) connection.deliverLater(doc);
  }
}

export class FakeConnection {
  readonly seats = new Map<string, { site: string; sent: number; ranges: unknown }>();
  private name = "";
  private alive = true;

  constructor(
    private readonly server: FakeServer,
    private readonly socket: ServerSocket,
    readonly session: string,
  ) {}

  send(message: object): void {
    if (this.alive) this.socket.send(JSON.stringify(message));
  }

  close(code: number, reason = ""): void {
    if (this.alive) this.socket.close(code, reason);
    this.gone();
  }

  gone(): void {
    this.alive = false;
    this.server.connections.delete(this);
    for (const doc of this.seats.keys()) this.tellOthers(doc, { t: "left" });
  }

  received(message: Message): void {
    if (!this.alive || this.server.intercept(message, this)) return;
    const doc = message["doc"] as string;
    switch (message["t"]) {
      case "hello":
        this.name = message["name"] as string;
        return this.welcome();
      case "ping":
        return this.send({ t: "pong" });
      case "open":
        return this.open(doc, message);
      case "op":
        return this.operation(doc, message);
      case "cursor":
        return this.cursor(doc, message);
      case "close":
        this.tellOthers(doc, { t: "left" });
        this.seats.delete(doc);
    }
  }

  /** Sends what the receiver lacks: now, or later and then folded. */
  deliverLater(doc: string): void {
    const { lazyOneIn } = this.server.temper;
    const lazy = lazyOneIn > 0 && this.server.random.oneIn(lazyOneIn);
    if (lazy) this.server.time.after(this.server.random.below(300), () => this.deliver(doc));
    else this.deliver(doc);
  }

  private get user() {
    return { id: `~${this.name}`, name: this.name, color: "#336699" };
  }

  private welcome(): void {
    const { heartbeatMillis: heartbeat, limits } = this.server;
    const { session, user } = this;
    this.send({ t: "welcome", v: 1, session, user, durability: "memory", limits, heartbeat });
  }

  private open(doc: string, message: Message): void {
    if (!this.server.opens(doc, message)) {
      return this.send({ t: "error", code: "not_found", message: `there is no ${doc}`, doc });
    }
    const site = siteOf(message["client"] as string);
    const opening = this.server.opening(doc, site, message);
    this.seats.set(doc, { site, sent: this.server.document(doc).head, ranges: null });
    const people = [...this.server.connections].flatMap((each) => {
      const seat = each.seats.get(doc);
      if (seat === undefined || each === this) return [];
      return [{ session: each.session, site: seat.site, user: each.user, ranges: null }];
    });
    this.send({ t: "opened", people, ...opening });
    this.tellOthers(doc, { t: "joined" });
  }

  private operation(doc: string, message: Message): void {
    const seat = this.seats.get(doc);
    if (seat === undefined) return this.send({ t: "error", code: "not_open", message: "", doc });
    const { random, time, temper } = this.server;
    const { seq } = message;
    if (this.server.refuses(doc, seat.site, message)) {
      const nack = { t: "nack", doc, seq, code: "busy", message: "later", retry: true };
      return this.send(random.oneIn(2) ? nack : { ...nack, after: random.below(300) });
    }
    time.after(random.below(temper.storeMillis + 1), () => {
      const code = this.server.take(doc, seat.site, message);
      if (code !== null) this.send({ t: "nack", doc, seq, code, message: code, retry: false });
    });
  }

  private cursor(doc: string, { rev, ranges }: Message): void {
    const seat = this.seats.get(doc);
    if (seat === undefined || rev !== this.server.document(doc).head) return;
    seat.ranges = ranges;
    for (const other of this.server.connections) {
      if (other === this || other.seats.get(doc)?.sent !== rev) continue;
      other.send({ t: "cursor", doc, session: this.session, rev, ranges });
    }
  }

  private deliver(doc: string): void {
    const seat = this.seats.get(doc);
    const document = this.server.document(doc);
    if (seat === undefined || seat.sent >= document.head) return;
    const { random, temper } = this.server;
    const from = seat.sent;
    const to = document.head;
    seat.sent = to;
    const hash = random.oneIn(this.server.hashOneIn) ? { hash: document.hash(to) } : {};
    this.send({
      t: "ops",
      doc,
      from,
      ops: document.steps(
        seat.site,
        from,
        to,
        () => temper.foldOneIn > 0 && random.oneIn(temper.foldOneIn),
      ),
      check: document.check(to),
      ...hash,
    });
  }

  private tellOthers(doc: string, message: object): void {
    const site = this.seats.get(doc)?.site;
    if (site === undefined) return;
    for (const other of this.server.connections) {
      if (other === this || !other.seats.has(doc)) continue;
      other.send({ ...message, doc, session: this.session, site, user: this.user });
    }
  }
}

function body(
  document: FakeDocument,
  site: string,
  lineage: unknown,
  rev: number,
  check: unknown,
): object {
  if (lineage === undefined) return { content: document.text };
  const known = JSON.stringify(document.check(rev)) === JSON.stringify(check);
  if (lineage !== document.lineage || rev > document.head || !known) {
    return { content: document.text, reason: "diverged" };
  }
  if (rev < document.floor) return { content: document.text, reason: "compacted" };
  return { from: rev, ops: document.steps(site, rev, document.head, () => true) };
}

function problem(status: number, code: string, detail: string, more: object = {}): HttpAnswer {
  return { status, body: JSON.stringify({ title: code, detail, code, ...more }) };
}
