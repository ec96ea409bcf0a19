import { MemoryOutboxStore, type KeptCopy, type OutboxStore } from "../../src/store/index";
import {
  RejoinClient,
  type DocumentSession,
  type OpenOptions,
  type ReviewPolicy,
  type SessionStatus,
  type SyncObserver,
} from "../../src/sync/index";
import { FakeEditor } from "../../src/testing/FakeEditor";
import { FakeNetwork, type FakeEnvironment } from "../testing/FakeNetwork";
import { FakeServer } from "../../src/testing/FakeServer";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { VirtualTime } from "../../src/testing/VirtualTime";

type Json = Readonly<Record<string, unknown>>;

export interface BenchOptions {
  readonly name?: string;
  readonly outboxes?: OutboxStore;
  readonly opening?: OpenOptions;
  readonly socketsBlocked?: boolean;
  readonly review?: ReviewPolicy;
  readonly observer?: SyncObserver;
}

/** One fast and friendly server, and clients that open the document "doc" of it. */
export class Bench {
  readonly time = new VirtualTime();
  readonly random = new SplitMix64(1);
  readonly server = new FakeServer(this.time, this.random);
  readonly network = new FakeNetwork(this.time, this.random, this.server);
  /** What every client is heard sending. */
  private readonly clients: BenchClient[] = [];

  constructor() {
    this.network.weather = { maxDelayMillis: 1 };
    this.server.temper = { storeMillis: 0, busyOneIn: 0, lazyOneIn: 0, foldOneIn: 0 };
  }

  get document() {
    return this.server.document("doc");
  }

  /** A client, opened and level with the server. */
  async client(options: BenchOptions = {}): Promise<BenchClient> {
    const client = this.start(options);
    await this.time.pass(20);
    return client;
  }

  start(options: BenchOptions = {}): BenchClient {
    const client = new BenchClient(this.network, options);
    this.clients.push(client);
    return client;
  }
}

export class BenchClient {
  readonly environment: FakeEnvironment;
  readonly editor = new FakeEditor();
  readonly client: RejoinClient;
  readonly session: DocumentSession;
  readonly faults: string[] = [];
  readonly copies: KeptCopy[] = [];
  readonly statuses: SessionStatus[] = [];

  constructor(network: FakeNetwork, options: BenchOptions) {
    const { name = "Ada", outboxes = new MemoryOutboxStore(), review, observer } = options;
    const environment = network.environment();
    environment.socketsBlocked = options.socketsBlocked ?? false;
    this.environment = environment;
    this.client = new RejoinClient({
      ...{ url: "ws://fake", name, environment, outboxes, reportFigures: false },
      ...(review === undefined ? {} : { review }),
      ...(observer === undefined ? {} : { observer }),
    });
    this.session = this.client.open("doc", this.editor, options.opening ?? { create: "text" });
    this.session.on("fault", (fault) => this.faults.push(fault.message));
    this.session.on("copyKept", (copy) => this.copies.push(copy));
    this.session.on("status", (status) => this.statuses.push(status));
  }

  /** The page goes; what the outbox has, stays. */
  close(): void {
    this.session.close();
    this.client.close();
  }

  /** What was sent on the present socket, of type `t`. */
  sent(t: string): Json[] {
    const messages = this.environment.wire!.sent.map((text) => JSON.parse(text) as Json);
    return messages.filter((message) => message["t"] === t);
  }

  get sync(): string {
    return this.session.status.sync.state;
  }

  get connection(): string {
    return this.session.status.connection.state;
  }
}
