import { createHash } from "node:crypto";
import type { HttpAnswer } from "../sync/index";
import { FakeDocument } from "./FakeDocument";
import type { ServerSide, ServerSocket } from "./FakeNetwork";
import type { SplitMix64 } from "./SplitMix64";
import type { VirtualTime } from "./VirtualTime";

type Message = Readonly<Record<string, unknown>>;

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
  limits: Readonly<Record<string, number>> = { maxMessageBytes: 1 << 20 };
  /** Answers in place of the server's own, by type of message; null: go on as usual. */
  intercept: (message: Message, connection: FakeConnection) => boolean = () => false;
  /** Every operation that reached the server, as it was sent, by (site, sequence). */
  readonly submissions = new Map<string, Set<string>>();
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
      received: (text: string) => connection.received(JSON.parse(text) as Message, text),
      closed: () => connection.gone(),
    };
  }

  answer(path: string, _json: string): Promise<HttpAnswer> {
    return Promise.resolve({ status: 404, body: JSON.stringify({ title: `nothing at ${path}` }) });
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

  received(message: Message, text: string): void {
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
        return this.operation(doc, message, text);
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

  private open(doc: string, { client, lineage, rev, check }: Message): void {
    const document = this.server.document(doc);
    const site = siteOf(client as string);
    this.seats.set(doc, { site, sent: document.head, ranges: null });
    const people = [...this.server.connections].flatMap((each) => {
      const seat = each.seats.get(doc);
      if (seat === undefined || each === this) return [];
      return [{ session: each.session, site: seat.site, user: each.user, ranges: null }];
    });
    const head = document.head;
    this.send({
      t: "opened",
      doc,
      type: "text",
      site,
      access: "write",
      lineage: document.lineage,
      rev: head,
      check: document.check(head),
      seq: document.lastSequence(site),
      people,
      ...body(document, site, lineage, rev as number, check),
    });
    this.tellOthers(doc, { t: "joined" });
  }

  private operation(doc: string, { seq, rev, op }: Message, text: string): void {
    const seat = this.seats.get(doc);
    if (seat === undefined) return this.send({ t: "error", code: "not_open", message: "", doc });
    const { random, time, temper } = this.server;
    const name = `${doc} ${seat.site} ${seq as number}`;
    const seen = this.server.submissions.get(name) ?? new Set();
    this.server.submissions.set(name, seen.add(text));
    if (temper.busyOneIn > 0 && random.oneIn(temper.busyOneIn)) {
      const nack = { t: "nack", doc, seq, code: "busy", message: "later", retry: true };
      return this.send(random.oneIn(2) ? nack : { ...nack, after: random.below(300) });
    }
    time.after(random.below(temper.storeMillis + 1), () => {
      const verdict = this.server.document(doc).submit(seat.site, seq as number, rev as number, op);
      if (verdict === "accepted") this.server.broadcast(doc);
      else if (verdict !== "duplicate") {
        this.send({ t: "nack", doc, seq, code: verdict, message: verdict, retry: false });
      }
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
    const hash = random.oneIn(3) ? { hash: document.hash(to) } : {};
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

export function siteOf(client: string): string {
  return createHash("sha256").update(client).digest("base64url").slice(0, 12);
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
