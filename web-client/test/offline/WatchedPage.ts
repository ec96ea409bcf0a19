import { orphansOf } from "../testing/orphansOf";
import { expect } from "vitest";
import type { KeptDocument, Outbox } from "../../src/store/index";
import { RejoinClient, type DocumentSession } from "../../src/sync/index";
import type { FakeEnvironment, FakeNetwork } from "../testing/FakeNetwork";
import type { FakeServer } from "../../src/testing/FakeServer";
import type { Rows } from "../testing/Disk";
import type { FakeDevice, FakeTab } from "../testing/FakeDevice";
import { FakeEditor } from "../../src/testing/FakeEditor";

export const DOC = "d";

/** At this moment somebody was shown that `tags` are kept: on this disk, or with this server. */
interface Claim {
  readonly tags: string;
  readonly rows: Rows;
  readonly logged: string;
}

/**
 * A tab with one document, and somebody who types into it and believes what the status line says.
 * Every letter is typed once in a run, so each can be told from all others.
 */
export class WatchedPage {
  tab!: FakeTab;
  editor!: FakeEditor;
  session!: DocumentSession;
  /** What was ever shown as kept or saved, also before the page was loaded anew. */
  shown = "";
  /** What is in the copies that the person was told of. */
  readonly copies: string[] = [];
  /** Whether the page ever died while it said that it keeps nothing: the disk may be behind. */
  diedInTrouble = false;
  readonly environment: FakeEnvironment;
  private client!: RejoinClient;
  /** Typed since the page was loaded. */
  private typed = "";
  private readonly claims: Claim[] = [];
  private failure: Error | null = null;

  constructor(
    readonly device: FakeDevice,
    network: FakeNetwork,
    private readonly server: FakeServer,
    /** Equips each tab with its faults before it starts. */
    private readonly equip: (tab: FakeTab) => void = () => undefined,
  ) {
    this.environment = network.environment();
    this.load();
  }

  get logged(): string {
    return this.server.document(DOC).text;
  }

  get isLevel(): boolean {
    return this.session.status.sync.state === "saved" && this.editor.content === this.logged;
  }

  /** Returns whether the page let it happen. */
  type(tag: string, at = this.editor.content.length): boolean {
    if (!this.editor.editable) return false;
    this.typed += tag;
    this.editor.type(tag, at);
    this.watch();
    return true;
  }

  /** The process dies, and the page is opened again: what was in its memory alone is gone. */
  reload(): void {
    this.die();
    this.load();
  }

  die(): void {
    this.diedInTrouble ||= this.session.status.trouble !== null;
    this.tab.kill();
    this.environment.wire?.cut();
    this.session.close();
    this.client.close();
    this.typed = "";
  }

  /** Lets somebody else read what was on the disk whenever it was said to be there. */
  async check(): Promise<void> {
    if (this.failure !== null) throw this.failure;
    for (const { tags, rows, logged } of this.claims) {
      const lacking = [...tags].filter((tag) => !logged.includes(tag)).join("");
      if (lacking !== "") expectAll(lacking, await textsOn(this.device, rows), "shown as kept");
    }
  }

  /** Whoever is told of a status must not throw: the failure is kept for `check`. */
  private watch(): void {
    try {
      this.compare();
    } catch (failure) {
      this.failure ??= failure as Error;
    }
  }

  /** Never ahead of the truth: what is claimed at this very moment is true at this very moment. */
  private compare(): void {
    const { sync, keptOnDevice } = this.session.status;
    const { content } = this.editor;
    expectAll(this.typed, [content, ...this.copies], "typed, and gone from the page");
    const isSaved = sync.state === "saved";
    if (isSaved) expectAll(this.typed, [this.logged, ...this.copies], "shown as saved");
    if (isSaved || keptOnDevice) this.shown = union(this.shown, this.typed);
    if (keptOnDevice) this.claim();
  }

  private claim(): void {
    const { rows } = this.device.disk;
    const claim = { tags: this.shown, rows, logged: this.logged };
    const last = this.claims.at(-1);
    // Of claims about one disk, the one that claims most.
    if (last?.rows === rows && last.logged === claim.logged) this.claims.pop();
    this.claims.push(claim);
  }

  private load(): void {
    this.tab = this.device.tab();
    this.equip(this.tab);
    this.editor = new FakeEditor();
    const { environment } = this;
    const { storage } = this.tab;
    this.client = new RejoinClient({ url: "ws://fake", name: "Ada", environment, storage });
    this.session = this.client.open(DOC, this.editor, { create: "text" });
    this.session.on("copyKept", ({ text }) => this.copies.push(text));
    this.session.on("status", () => this.watch());
  }
}

/** What a reader of this disk finds in it: local texts, and copies. */
export async function textsOn(device: FakeDevice, rows: Rows): Promise<string[]> {
  const reader = await device.clone(99, rows);
  const { outboxes, shelf } = reader.tab().storage;
  const opened = await reader.finish(outboxes.open(DOC));
  const orphans = await reader.finish(orphansOf(outboxes, DOC));
  const texts = await Promise.all([opened, ...orphans].map(localText));
  const copies = await reader.finish(shelf.copies());
  return [...texts, ...copies.map(({ text }) => text)];
}

export async function localText(outbox: Outbox): Promise<string> {
  return textOf(await outbox.load());
}

function textOf(document: KeptDocument | null): string {
  if (document === null) return "";
  const { content, inFlight, buffer } = document;
  const sent = inFlight?.outstanding.apply(content) ?? content;
  return buffer?.apply(sent) ?? sent;
}

export function isIn(tags: string, texts: readonly string[]): boolean {
  return [...tags].every((tag) => texts.some((text) => text.includes(tag)));
}

export function expectAll(tags: string, texts: readonly string[], what: string): void {
  const lost = [...tags].filter((tag) => !texts.some((text) => text.includes(tag)));
  expect(lost, what).toEqual([]);
}

function union(tags: string, more: string): string {
  return [...new Set(tags + more)].join("");
}
