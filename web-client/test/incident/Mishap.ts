import { Operation } from "../../src/ot/index";
import { MemoryOutboxStore } from "../../src/store/index";
import { RejoinClient, type Incident, type SocketEvents } from "../../src/sync/index";
import { FakeDocument, type Entry } from "../../src/testing/FakeDocument";
import { FakeEditor } from "../../src/testing/FakeEditor";
import { FakeServer } from "../../src/testing/FakeServer";
import { siteOf } from "../../src/testing/siteOf";
import { ServerEnvironment } from "../../src/testing/ServerEnvironment";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { VirtualTime } from "../../src/testing/VirtualTime";
import { FakeEnvironment, type Wire } from "../testing/FakeNetwork";
import { placeOf, type Bug, type Frame, type Place } from "./bugs";

const FIRST_TAG = 0x4e00;
const MAX_TURNS = 120;

/** What came of it: the incident, what the log says, and where the bug really was. */
export interface Outcome {
  readonly incident: Incident;
  readonly lineage: string;
  /** What the log was called before, and up to where it is the same. */
  readonly ancestor: { readonly lineage: string; readonly until: number } | null;
  readonly entries: readonly Entry[];
  readonly place: Place;
  readonly text: string;
}

/**
 * Two or three people write in one document, and one of them, the subject, meets one bug: on its
 * side, on the server's, or on the way.
 */
export class Mishap {
  readonly time = new VirtualTime();
  readonly random: SplitMix64;
  readonly server: FakeServer;
  /** Whether what runs now is the subject's own code. */
  inSubject = false;
  /** Where the bug was, once it was met. */
  place: Place | null = null;
  /** What the subject is being told, while it is. */
  arrived: Place | null = null;
  /** The letter that a bug is about. */
  letter: string | null = null;
  readonly subject: Writer;
  private readonly others: readonly Writer[];
  private readonly noted: Incident[] = [];
  private ancestor: Outcome["ancestor"] = null;
  private typed = 0;

  constructor(
    readonly doc: string,
    seed: number,
    private readonly bug: Bug,
  ) {
    this.random = new SplitMix64(seed);
    this.server = new FakeServer(this.time, this.random);
    const foldOneIn = this.random.oneIn(2) ? 0 : 2;
    this.server.temper = { storeMillis: 30, busyOneIn: 0, lazyOneIn: 3, foldOneIn };
    this.subject = new Writer(this, (text) => this.arriving(text));
    const count = 1 + this.random.below(2);
    this.others = Array.from({ length: count }, () => new Writer(this, (text) => text));
    this.subject.open((incident) => this.noted.push(incident));
    for (const other of this.others) other.open(() => undefined);
  }

  get document(): FakeDocument {
    return this.server.document(this.doc);
  }

  /** Null: the bug was not met, or went away by itself. */
  async run(): Promise<Outcome | null> {
    const turns = 20 + this.random.below(MAX_TURNS);
    await this.time.pass(200);
    for (let turn = 0; turn < turns && this.noted.length === 0; turn++) {
      this.act();
      await this.time.pass(this.random.below(120));
      await this.bug.between?.(this);
    }
    if (this.noted.length === 0) await this.calm();
    const incident = this.noted[0] ?? (this.bug.isNoticed ? null : this.subject.asked());
    if (incident === null || (this.place === null && this.bug.isMet)) return null;
    const { lineage, log: entries, text } = this.document;
    const isGone = this.bug.isMet && !this.bug.isNoticed && this.subject.editor.content === text;
    if (isGone) return null;
    return {
      ...{ incident, lineage, ancestor: this.ancestor, entries, text },
      place: this.place ?? { after: 0, revision: this.document.head },
    };
  }

  /** The server goes on with another log: the same up to `until`, and then another. */
  branchOff(until: number): void {
    const { lineage, log } = this.document;
    const other = new FakeDocument(`${lineage}-restored`);
    log.slice(0, until).forEach((entry) => other.append(entry));
    this.ancestor = { lineage, until };
    this.server.documents.set(this.doc, other);
    for (const { wire } of this.everyone) wire?.cut();
  }

  /** Somebody writes in the name of the subject. */
  appendAs(by: string, seq: number): void {
    const { length } = this.document.text;
    const operation = Operation.builder().retain(length).insert(this.tag()).build();
    this.document.append({ by, seq, operation });
    this.server.broadcast(this.doc);
  }

  tag(): string {
    return String.fromCharCode(FIRST_TAG + this.typed++);
  }

  private get everyone(): readonly Writer[] {
    return [this.subject, ...this.others];
  }

  private arriving(text: string): string {
    const message = JSON.parse(text) as Frame;
    if (message.t !== "ops" || this.place !== null) return text;
    return JSON.stringify(this.bug.arrives?.(message, this) ?? message);
  }

  private act(): void {
    const { random } = this;
    const writer = random.oneOf(this.everyone);
    if (random.oneIn(25)) return writer.wire?.cut();
    const { editor } = writer;
    if (!editor.editable) return;
    const from = random.below(editor.content.length + 1);
    const to = random.oneIn(4) ? Math.min(editor.content.length, from + 1) : from;
    let text = "";
    for (let i = random.below(3); i >= 0; i--) text += this.tag();
    writer.inside(() => editor.type(text, from, to));
  }

  private async calm(): Promise<void> {
    await this.time.pass(40_000);
  }
}

/** Somebody at a page. */
export class Writer {
  readonly editor = new FakeEditor();
  wire: Wire | null = null;
  private readonly environment: FakeEnvironment;
  private readonly outboxes: MemoryOutboxStore;
  private client: RejoinClient | null = null;
  /** Under which it writes, as long as nothing goes wrong. */
  site = "";

  constructor(
    private readonly mishap: Mishap,
    private readonly arriving: (text: string) => string,
  ) {
    const { time, server, random } = mishap;
    const inside = new ServerEnvironment(time, server, random);
    this.environment = new FakeEnvironment(inside, random.below(2 ** 31 - 1));
    const randomByte = () => random.below(256);
    this.outboxes = new MemoryOutboxStore((length) => Uint8Array.from({ length }, randomByte));
    this.environment.weather = { ...this.environment.weather, delayMillis: [1, 60] };
  }

  open(noted: (incident: Incident) => void): void {
    const { environment, outboxes, editor } = this;
    const openSocket = environment.openSocket.bind(environment);
    environment.openSocket = (url, events) => (this.wire = openSocket(url, this.watched(events)));
    const observer = { incident: noted };
    const options = { url: "ws://fake", name: "Ada", environment, outboxes, observer };
    this.client = new RejoinClient({ ...options, reportFigures: false });
    this.client.open(this.mishap.doc, editor, { create: "text" });
    void outboxes.open(this.mishap.doc).then(({ client }) => (this.site = siteOf(client)));
  }

  /** What the subject can say, though nothing was noticed. */
  asked(): Incident | null {
    const sessions = (
      this.client as unknown as { examine(): readonly Incident[] } | null
    )?.examine();
    return sessions?.[0] ?? null;
  }

  /** Runs what belongs to this page. */
  inside<T>(run: () => T): T {
    const { mishap } = this;
    const before = mishap.inSubject;
    mishap.inSubject = this === mishap.subject;
    try {
      return run();
    } finally {
      mishap.inSubject = before;
    }
  }

  private watched(events: SocketEvents): SocketEvents {
    return {
      opened: () => this.inside(() => events.opened()),
      message: (text) => this.inside(() => this.told(events, this.arriving(text))),
      closed: (code, reason) => this.inside(() => events.closed(code, reason)),
    };
  }

  private told(events: SocketEvents, text: string): void {
    const message = JSON.parse(text) as Frame;
    this.mishap.arrived = message.t === "ops" ? placeOf(message) : null;
    events.message(text);
    this.mishap.arrived = null;
  }
}
