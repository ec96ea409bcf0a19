import {
  RejoinClient,
  type DocumentSession,
  type LeftOrphans,
  type HttpWay,
} from "../../src/sync/index";
import { pushOutboxes, type OpenOptions, type PushReport } from "../../src/sync/index";
import { FakeNetwork, type FakeEnvironment } from "../testing/FakeNetwork";
import { FakeServer } from "../../src/testing/FakeServer";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { VirtualTime } from "../../src/testing/VirtualTime";
import { FakeDevice, type FakeTab } from "../testing/FakeDevice";
import { FakeEditor } from "../../src/testing/FakeEditor";

/** A server, the way to it, and time: several households may share them. */
export class World {
  readonly time = new VirtualTime();
  readonly random: SplitMix64;
  readonly server: FakeServer;
  readonly network: FakeNetwork;

  constructor(seed = 1) {
    this.random = new SplitMix64(seed);
    this.server = new FakeServer(this.time, this.random);
    this.network = new FakeNetwork(this.time, this.random, this.server);
  }

  /** Fast, and of one mind. */
  static friendly(): World {
    const world = new World();
    world.network.weather = { maxDelayMillis: 1 };
    world.server.temper = { storeMillis: 0, busyOneIn: 0, lazyOneIn: 0, foldOneIn: 0 };
    return world;
  }
}

/** A browser with a database, tabs and a service worker, and a server that does what it is told. */
export class Household {
  readonly device: FakeDevice;
  readonly server: FakeServer;
  readonly network: FakeNetwork;

  constructor({ time, server, network }: World = World.friendly(), seed = 1) {
    this.device = new FakeDevice(seed, { time });
    this.server = server;
    this.network = network;
  }

  textOf(doc: string): string {
    return this.server.document(doc).text;
  }

  /** A tab in which a document is open. `equip` is called before it opens. */
  async open(
    doc: string,
    opening: OpenOptions = { create: "text" },
    equip: (tab: FakeTab) => void = () => undefined,
  ): Promise<OpenTab> {
    const tab = this.begin(doc, opening, equip);
    await this.device.pass(50);
    return tab;
  }

  /** The same, without waiting for anything. */
  begin(
    doc: string,
    opening: OpenOptions,
    equip: (tab: FakeTab) => void = () => undefined,
  ): OpenTab {
    return new OpenTab(this, doc, opening, equip);
  }

  /** A tab that was closed offline, with `text` typed in it. */
  async leave(doc: string, text: string, opening?: OpenOptions): Promise<void> {
    this.network.reachable = false;
    const tab = await this.open(doc, opening);
    for (const letter of text) tab.editor.type(letter);
    await this.device.pass(100);
    tab.kill();
    this.network.reachable = true;
  }

  /** A document that this device has, and nothing unsent of it. */
  async known(doc: string, text: string): Promise<void> {
    const tab = await this.open(doc);
    tab.editor.type(text);
    await this.device.pass(100);
    tab.kill();
  }

  worker(): Worker {
    return new Worker(this);
  }

  push(worker = this.worker(), options: Parameters<typeof pushOutboxes>[2] = {}) {
    return this.device.finish(worker.push(options));
  }
}

export class OpenTab {
  readonly tab: FakeTab;
  readonly environment: FakeEnvironment;
  readonly editor = new FakeEditor();
  readonly session: DocumentSession;
  readonly orphansSent: number[] = [];
  readonly orphansLeft: LeftOrphans[] = [];
  readonly copies: string[] = [];
  readonly faults: string[] = [];
  private readonly client: RejoinClient;

  constructor(
    { device, network }: Household,
    doc: string,
    opening: OpenOptions,
    equip: (tab: FakeTab) => void,
  ) {
    this.tab = device.tab();
    equip(this.tab);
    this.environment = network.environment();
    const { storage } = this.tab;
    const { environment } = this;
    const about = { url: "ws://fake", name: "Ada", reportFigures: false };
    this.client = new RejoinClient({ ...about, storage, environment });
    this.session = this.client.open(doc, this.editor, opening);
    this.session.on("orphansSent", (edits) => this.orphansSent.push(edits));
    this.session.on("orphansLeft", (left) => this.orphansLeft.push(left));
    this.session.on("copyKept", ({ text }) => this.copies.push(text));
    this.session.on("fault", ({ message }) => this.faults.push(message));
  }

  get sync(): string {
    return this.session.status.sync.state;
  }

  /** The process ends. */
  kill(): void {
    this.tab.kill();
    this.environment.wire?.cut();
    this.close();
  }

  /** The person leaves it. */
  close(): void {
    this.session.close();
    this.client.close();
  }
}

/** What runs without an editor: a service worker, or a page with a list. */
export class Worker {
  readonly tab: FakeTab;
  readonly environment: FakeEnvironment;

  constructor({ device, network }: Household) {
    this.tab = device.tab();
    this.environment = network.environment();
  }

  get way(): HttpWay {
    return { environment: this.environment, server: "http://fake", name: "Ada" };
  }

  push(options: Parameters<typeof pushOutboxes>[2] = {}): Promise<PushReport> {
    return pushOutboxes(this.tab.storage, this.way, options);
  }
}
