import { expect } from "vitest";
import { Operation } from "../../src/ot/index";
import type { KeptDocument, Outbox } from "../../src/store/index";
import { CursorTalk } from "../../src/sync/CursorTalk";
import * as encode from "../../src/sync/encode";
import { LocalDocument } from "../../src/sync/LocalDocument";
import type { Opened, StepMessage } from "../../src/sync/messages";
import { OutboxWriter } from "../../src/sync/OutboxWriter";
import { People } from "../../src/sync/People";
import { Replica } from "../../src/sync/Replica";
import { FakeNetwork } from "../testing/FakeNetwork";
import { FakeServer } from "../../src/testing/FakeServer";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { FakeDevice, siteOf, type FakeTab } from "../testing/FakeDevice";
import { FakeEditor } from "../../src/testing/FakeEditor";
import { RandomOperations } from "../testing/RandomOperations";

const LINEAGE = "one";
const OTHER = "bbbbbbbbbbbb";
const MAX_LENGTH = 400;
const SIZE = { bytes: 200, inserted: 20, components: 6 };

/**
 * A document, an outbox and a server that says anything at any time, for as long as somebody cares
 * to watch: edits, others' entries one by one and folded, acknowledgements, logs that were cut back,
 * tabs that die and tabs that adopt. Whatever was sent once is looked at after every step.
 */
export class LongLife {
  /** How often each thing happened. */
  readonly figures = { resent: 0, reloaded: 0, cutBack: 0, divided: 0, acknowledged: 0 };
  private readonly random: SplitMix64;
  private readonly device: FakeDevice;
  private readonly talk: CursorTalk;
  /** What went out, by the name of the operation. */
  private readonly sent = new Map<string, string>();
  private readonly editor = new FakeEditor();
  private tab!: FakeTab;
  private outbox!: Outbox;
  private writer!: OutboxWriter;
  private local!: LocalDocument;
  /** The log's text, and how many entries it has. */
  private text = "somebody began this\n";
  private head = 7;
  private check: readonly [string, number] = [OTHER, 7];

  constructor(seed: number) {
    this.random = new SplitMix64(seed);
    this.device = new FakeDevice(seed);
    const { time } = this.device;
    const network = new FakeNetwork(time, this.random, new FakeServer(time, this.random));
    this.talk = new CursorTalk(network.environment(), () => true);
    this.editor.listen({
      edited: (operation) => this.local.edit(operation),
      selected: () => undefined,
      compositionEnded: () => undefined,
    });
  }

  async live(steps: number): Promise<void> {
    await this.load();
    for (let step = 0; step < steps; step++) {
      await this.step();
      this.expectUnchanged();
    }
  }

  private async step(): Promise<void> {
    switch (this.random.below(24)) {
      case 0:
      case 1:
      case 2:
        return this.send();
      case 3:
      case 4:
        return this.acknowledge();
      case 5:
      case 6:
      case 7:
        return this.othersWrite();
      case 8:
        return this.random.oneIn(3) ? this.logIsCutBack() : undefined;
      case 9:
        return this.random.oneIn(3) ? this.reload() : undefined;
      default:
        return this.edit();
    }
  }

  /** Never before the outbox has it: see Courier. The size is what the server told at first. */
  private async send(): Promise<void> {
    const before = this.local.inFlight;
    this.local.fit(SIZE);
    const { inFlight } = this.local;
    if (inFlight === null) return;
    if (inFlight !== before) this.figures.divided++;
    await this.device.finish(this.writer.settled);
    const name = `${this.outbox.client} ${inFlight.sequence}`;
    if (this.sent.has(name)) this.figures.resent++;
    else this.sent.set(name, encode.submit("d", inFlight));
    this.expectUnchanged();
  }

  private expectUnchanged(): void {
    const { inFlight } = this.local;
    if (inFlight === null) return;
    const before = this.sent.get(`${this.outbox.client} ${inFlight.sequence}`);
    if (before !== undefined) expect(encode.submit("d", inFlight)).toBe(before);
  }

  private edit(): void {
    const { content } = this.editor;
    const edit = this.operationOn(content);
    const text = edit.apply(content);
    this.editor.content = text;
    this.local.edit(edit);
  }

  private acknowledge(): void {
    const { inFlight } = this.local;
    const site = siteOf(this.outbox.client);
    const name = `${this.outbox.client} ${inFlight?.sequence}`;
    if (inFlight === null || !this.sent.has(name)) return;
    const { outstanding } = this.kept().inFlight!;
    this.take({ by: site, seq: inFlight.sequence, op: outstanding.toJSON() }, outstanding, 1);
    this.figures.acknowledged++;
  }

  private othersWrite(): void {
    const operation = this.operationOn(this.text);
    const op = operation.toJSON();
    const count = 1 + this.random.below(3);
    if (count === 1) this.take({ by: OTHER, seq: this.head + 1, op }, operation, 1);
    else this.take({ fold: count, op }, operation, count);
  }

  private take(step: object, operation: Operation, count: number): void {
    const from = this.head;
    const { by = OTHER, seq = from + count } = step as { by?: string; seq?: number };
    this.text = operation.apply(this.text);
    this.head += count;
    this.check = [by, seq];
    const steps = [step as StepMessage];
    const message = { t: "ops", doc: "d", from, steps, check: this.check, hash: null } as const;
    expect(this.local.receive(message)).toBe("moved");
  }

  /** The log does not reach back to where this document stands: there is only its content. */
  private logIsCutBack(): void {
    this.text = this.operationOn(this.text).apply(this.text);
    this.head += 5;
    this.check = [OTHER, this.head];
    const opened: Opened = {
      t: "opened",
      doc: "d",
      type: "text",
      site: siteOf(this.outbox.client),
      access: "write",
      lineage: LINEAGE,
      rev: this.head,
      check: this.check,
      seq: this.kept().lastSequence,
      people: [],
      body: { content: this.text, reason: "compacted" },
    };
    expect(this.local.arrive(opened).kind).toBe("level");
    // The one exception, ADR 3: what was frozen below the floor can be accepted no more as it was.
    this.sent.clear();
    this.figures.cutBack++;
  }

  /** The tab dies as it is, or is closed; the next one adopts its outbox. */
  private async reload(): Promise<void> {
    await this.device.finish(this.writer.settled);
    if (this.random.oneIn(2)) await this.device.finish(this.outbox.close());
    const { client } = this.outbox;
    this.tab.kill();
    await this.load();
    expect(this.outbox.client).toBe(client);
    this.figures.reloaded++;
  }

  private async load(): Promise<void> {
    this.tab = this.device.tab();
    this.outbox = await this.device.finish(this.tab.storage.outboxes.open("d"));
    const found = await this.outbox.load();
    const isNew = found === null;
    const kept = found ?? this.fresh();
    const rethrow = (error: Error) => expect.fail(String(error));
    const listener = { changed: () => undefined, copyKept: () => undefined, fault: rethrow };
    this.writer = new OutboxWriter(this.outbox, listener);
    if (isNew) this.writer.reset(kept);
    const replica = Replica.restored(kept);
    this.editor.reset(replica.localText());
    this.local = new LocalDocument(
      replica,
      this.editor,
      this.writer,
      new People(),
      this.talk,
      "device",
    );
  }

  private fresh(): KeptDocument {
    return {
      site: siteOf(this.outbox.client),
      lineage: LINEAGE,
      type: "text",
      revision: this.head,
      check: this.check,
      lastSequence: 0,
      inFlight: null,
      buffer: null,
      pendingEdits: 0,
      content: this.text,
    };
  }

  private kept(): KeptDocument {
    return (this.local as unknown as { replica: Replica }).replica.kept();
  }

  /** Texts stay short: the shorter they are, the more operations meet. */
  private operationOn(text: string): Operation {
    if (text.length > MAX_LENGTH) return Operation.builder().delete(text.length).build();
    return new RandomOperations(this.random, "text").on(Operation.ofText(text));
  }
}
