import { MemoryOutboxStore, type KeptCopy, type OutboxStore } from "../../src/store/index";
import { RejoinClient, type DocumentSession, type SessionStatus } from "../../src/sync/index";
import { FakeEditor } from "../testing/FakeEditor";
import { FakeNetwork, type FakeEnvironment } from "../../src/testing/FakeNetwork";
import { FakeServer } from "../../src/testing/FakeServer";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { VirtualTime } from "../../src/testing/VirtualTime";

type Json = Readonly<Record<string, unknown>>;

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
  async client(options: { name?: string; outboxes?: OutboxStore } = {}): Promise<BenchClient> {
    const client = this.start(options);
    await this.time.pass(20);
    return client;
  }

  start({ name = "Ada", outboxes }: { name?: string; outboxes?: OutboxStore } = {}): BenchClient {
    const client = new BenchClient(this.network, name, outboxes ?? new MemoryOutboxStore());
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

  constructor(network: FakeNetwork, name: string, outboxes: OutboxStore) {
    const environment = network.environment();
    this.environment = environment;
    this.client = new RejoinClient({ url: "ws://fake", name, environment, outboxes });
    this.session = this.client.open("doc", this.editor, { create: "text" });
    this.session.on("fault", (fault) => this.faults.push(fault.message));
    this.session.on("copyKept", (copy) => this.copies.push(copy));
    this.session.on("status", (status) => this.statuses.push(status));
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
