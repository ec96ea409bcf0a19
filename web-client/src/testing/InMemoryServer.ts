import type { Operation } from "../ot/index";
import { textDifference } from "../sync/textDifference";
import { FakeServer, type Temper } from "./FakeServer";
import { ServerEnvironment } from "./ServerEnvironment";
import { SimulatedNetwork } from "./SimulatedNetwork";
import { SplitMix64 } from "./SplitMix64";
import type { VirtualTime } from "./VirtualTime";
import type { Weather } from "./Weather";

/** Under this name the test itself edits. */
const SOMEBODY = "somebody0000";

/**
 * A server in memory that speaks the whole protocol, over sockets and over HTTP, for an
 * application's tests: no process, no port, no Java. It makes use of all that the protocol allows,
 * by its seed: it stores slowly, sends late, and folds.
 */
export class InMemoryServer {
  private readonly server: FakeServer;
  private readonly chance: SplitMix64;

  constructor(
    private readonly time: VirtualTime,
    { seed = 1, ...temper }: Partial<Temper> & { readonly seed?: number } = {},
  ) {
    this.chance = new SplitMix64(seed);
    this.server = new FakeServer(time, this.chance);
    this.server.temper = { ...this.server.temper, ...temper };
  }

  /** The network of one client: pass it as the client's `environment`. */
  network(weather: Partial<Weather> = {}): SimulatedNetwork {
    const inside = new ServerEnvironment(this.time, this.server, this.chance);
    return new SimulatedNetwork(inside, { ...weather, seed: this.chance.below(2 ** 31 - 1) });
  }

  /** What the log of a document amounts to; the document is made if there is none. */
  text(doc: string): string {
    return this.server.document(doc).text;
  }

  /** Its operations, the oldest first, each with who made it. */
  log(doc: string): readonly { readonly by: string; readonly operation: Operation }[] {
    return this.server.document(doc).log;
  }

  /** Somebody else edits: what `change` makes of the text. */
  edit(doc: string, change: (text: string) => string): void {
    const document = this.server.document(doc);
    const operation = textDifference(document.text, change(document.text));
    const seq = document.lastSequence(SOMEBODY) + 1;
    document.append({ by: SOMEBODY, seq, operation });
    this.server.broadcast(doc);
  }

  /** Cuts the log back: whoever was away gets the content anew, with the reason `compacted`. */
  compact(doc: string): void {
    const document = this.server.document(doc);
    document.floor = document.head;
  }

  /** All sockets are closed, as when a server is started anew. */
  restart(): void {
    for (const connection of [...this.server.connections]) connection.close(1012, "restart");
  }

  /** What clients reported about themselves. */
  get reports(): readonly Readonly<Record<string, unknown>>[] {
    return this.server.reports;
  }
}
