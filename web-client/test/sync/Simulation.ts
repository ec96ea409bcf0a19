import { expect } from "vitest";
import { Operation } from "../../src/ot/index";
import { MemoryOutboxStore } from "../../src/store/index";
import { RejoinClient, type DocumentSession } from "../../src/sync/index";
import { FakeEditor } from "../../src/testing/FakeEditor";
import { FakeNetwork, type FakeEnvironment } from "../testing/FakeNetwork";
import { FakeServer } from "../../src/testing/FakeServer";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { VirtualTime } from "../../src/testing/VirtualTime";

const DOC = "doc";
const FIRST_TAG = 0x4e00;

/**
 * Some people write in one document, each character a different one, while the network does its
 * worst. Then it heals, and everyone must have the same text: each character that was typed once,
 * unless somebody who saw it deleted it.
 */
export class Simulation {
  readonly time = new VirtualTime();
  readonly server: FakeServer;
  readonly people: Writer[] = [];
  private readonly random: SplitMix64;
  private readonly network: FakeNetwork;
  private readonly typed = new Set<string>();
  private readonly deleted = new Set<string>();

  constructor(
    seed: number,
    /** Whether the log is cut back now and then, while everyone is away. */
    private readonly forgetful = false,
  ) {
    this.random = new SplitMix64(seed);
    this.server = new FakeServer(this.time, this.random);
    this.server.temper = { storeMillis: 30, busyOneIn: 8, lazyOneIn: 3, foldOneIn: 2 };
    this.network = new FakeNetwork(this.time, this.random, this.server);
    const count = 2 + this.random.below(3);
    for (let i = 0; i < count; i++) this.people.push(new Writer(this.network, i));
  }

  async run(): Promise<void> {
    const turns = 20 + this.random.below(60);
    for (let turn = 0; turn < turns; turn++) {
      if (this.forgetful && this.random.oneIn(12)) await this.forget();
      this.act(this.random.oneOf(this.people));
      await this.time.pass(this.random.below(this.random.oneIn(10) ? 3_000 : 120));
    }
    await this.heal();
  }

  check(): void {
    const { text } = this.server.document(DOC);
    for (const person of this.people) {
      expect(person.faults).toEqual([]);
      expect(person.copies).toBe(0);
      expect(person.editor.content).toBe(text);
      expect(person.session.status.sync).toEqual({ state: "saved" });
    }
    this.checkText(text);
    for (const [name, forms] of this.forgetful ? [] : this.server.submissions) {
      expect(forms.size, `${name} went out in ${forms.size} forms`).toBe(1);
    }
  }

  private checkText(text: string): void {
    const there = [...text];
    expect(new Set(there).size, "a character is there twice").toBe(there.length);
    const lost = [...this.typed].filter((tag) => !this.deleted.has(tag) && !text.includes(tag));
    expect(lost, "typed, deleted by nobody, and gone").toEqual([]);
    // Over a log that was cut back, a deletion may be outvoted by the difference to its content.
    const back = this.forgetful ? [] : there.filter((tag) => this.deleted.has(tag));
    expect(back, "deleted, and there again").toEqual([]);
  }

  /** Everyone is cut off. A stranger writes, and the log forgets how it came to this. */
  private async forget(): Promise<void> {
    this.network.reachable = false;
    for (const { environment } of this.people) environment.wire?.cut();
    await this.time.pass(3_000);
    const document = this.server.document(DOC);
    const { length } = document.text;
    const at = this.random.below(length + 1);
    const operation = Operation.builder()
      .retain(at)
      .insert(this.tag())
      .retain(length - at);
    const seq = document.lastSequence("stranger") + 1;
    document.append({ by: "stranger", seq, operation: operation.build() });
    document.floor = document.head;
    this.network.reachable = true;
  }

  /** A character that nobody has typed before. */
  private tag(): string {
    const tag = String.fromCharCode(FIRST_TAG + this.typed.size);
    this.typed.add(tag);
    return tag;
  }

  private act(person: Writer): void {
    const { random } = this;
    const { environment, editor } = person;
    switch (random.below(12)) {
      case 0:
        return environment.wire?.cut();
      case 1:
        return environment.wire?.fallSilent();
      case 2:
        this.network.reachable = !random.oneIn(3);
        return environment.tell(random.oneOf(["woken", "lost"]));
      case 3:
        return person.reload();
      case 4:
        if (editor.composing) editor.endComposition();
        else editor.composing = true;
        return;
      case 5:
        return editor.select(random.below(editor.content.length + 1));
      default:
        return this.write(editor);
    }
  }

  private write(editor: FakeEditor): void {
    if (!editor.editable) return;
    const { random } = this;
    const from = random.below(editor.content.length + 1);
    const most = random.oneIn(2) ? 1 : 4;
    const to = Math.min(editor.content.length, from + random.below(most));
    let text = "";
    for (let i = random.below(3); i >= 0; i--) text += this.tag();
    for (const tag of editor.content.slice(from, to)) this.deleted.add(tag);
    editor.type(text, from, to);
  }

  private async heal(): Promise<void> {
    this.network.reachable = true;
    for (const { editor, environment } of this.people) {
      if (editor.composing) editor.endComposition();
      environment.tell("woken");
    }
    const { server } = this;
    await this.time.until("everyone level with the server", () =>
      this.people.every(
        ({ session, editor }) =>
          session.status.sync.state === "saved" &&
          session.status.connection.state === "online" &&
          editor.content === server.document(DOC).text,
      ),
    );
  }
}

export class Writer {
  readonly environment: FakeEnvironment;
  readonly faults: string[] = [];
  copies = 0;
  editor = new FakeEditor();
  session: DocumentSession;
  private readonly outboxes: MemoryOutboxStore;
  private client: RejoinClient;

  constructor(network: FakeNetwork, index: number) {
    this.environment = network.environment();
    let byte = 0;
    this.outboxes = new MemoryOutboxStore((length) =>
      Uint8Array.from({ length }, () => (index * 101 + byte++) & 0xff),
    );
    [this.client, this.session] = this.start();
  }

  /** The page is loaded again: all that stays is what the outbox kept. */
  reload(): void {
    this.session.close();
    this.client.close();
    this.editor = new FakeEditor();
    [this.client, this.session] = this.start();
  }

  private start(): [RejoinClient, DocumentSession] {
    const { environment, outboxes } = this;
    const client = new RejoinClient({ url: "ws://fake", name: "Ada", environment, outboxes });
    const session = client.open(DOC, this.editor, { create: "text" });
    session.on("fault", (fault) => this.faults.push(fault.message));
    // Over a log that was cut back, nobody can tell whether text that is gone was ever in it.
    session.on("copyKept", ({ reason }) => {
      if (reason !== "compacted") this.copies++;
    });
    return [client, session];
  }
}
