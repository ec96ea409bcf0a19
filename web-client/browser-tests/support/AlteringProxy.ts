import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/**
 * A wire between a browser and the server that changes what the server says: one text for another of
 * the same length, in one frame.
 */
export class AlteringProxy {
  private readonly sockets = new Set<Socket>();
  private target = 0;
  private wanted: { readonly text: string; readonly instead: string } | null = null;

  private constructor(private readonly server: Server) {
    server.on("connection", (client: Socket) => this.accept(client));
  }

  static async start(): Promise<AlteringProxy> {
    const server = createServer();
    const proxy = new AlteringProxy(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  leadTo(port: number): void {
    this.target = port;
  }

  /** The next frame with this text has the other one. It is short, and comes in one piece. */
  alterNext(text: string, instead: string): void {
    if (Buffer.byteLength(text) !== Buffer.byteLength(instead)) throw new Error("other lengths");
    this.wanted = { text, instead };
  }

  get isAltered(): boolean {
    return this.wanted === null;
  }

  async stop(): Promise<void> {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(this.server, "close");
  }

  private accept(client: Socket): void {
    const server = connect(this.target, "127.0.0.1");
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
    client.on("data", (chunk) => server.write(chunk));
    server.on("data", (chunk: Buffer) => client.write(this.altered(chunk)));
  }

  private altered(chunk: Buffer): Buffer {
    const { wanted } = this;
    const at = wanted === null ? -1 : chunk.indexOf(wanted.text);
    if (wanted === null || at < 0) return chunk;
    this.wanted = null;
    const changed = Buffer.from(chunk);
    changed.write(wanted.instead, at);
    return changed;
  }
}
