import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

/**
 * A wire between a browser and the server that a test can cut.
 *
 * ```
 *   page ──► proxy ──► server        open:  bytes pass
 *   page ──►   ╳       server        cut:   what was connected breaks, nothing connects
 *   page ──► (   )     server        stalled: connections stay, and no byte arrives
 *   page ──► proxy ──► server        deaf:  what the page says arrives, what it is told does not
 * ```
 */
export class CuttableProxy {
  private readonly connections = new Set<Socket>();
  /** Those of them that lead to the server. */
  private readonly answering = new Set<Socket>();
  private state: "open" | "cut" | "stalled" | "deaf" = "open";
  private target = 0;

  private constructor(private readonly server: Server) {
    server.on("connection", (client: Socket) => this.accept(client));
  }

  static async start(): Promise<CuttableProxy> {
    const server = createServer({ allowHalfOpen: false });
    const proxy = new CuttableProxy(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /**
   * Where bytes go to. The server starts after the proxy, because it has to know the proxy's
   * origin.
   */
  leadTo(port: number): void {
    this.target = port;
  }

  cut(): void {
    this.state = "cut";
    for (const socket of this.connections) socket.destroy();
  }

  /** Like a tunnel: nobody is told anything. */
  stall(): void {
    this.state = "stalled";
    for (const socket of this.connections) socket.pause();
  }

  deafen(): void {
    this.state = "deaf";
    for (const socket of this.answering) socket.pause();
  }

  restore(): void {
    this.state = "open";
    for (const socket of this.connections) socket.resume();
  }

  async stop(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, "close");
  }

  private accept(client: Socket): void {
    if (this.state === "cut") {
      client.destroy();
      return;
    }
    const server = connect(this.target, "127.0.0.1");
    this.answering.add(server);
    server.once("close", () => this.answering.delete(server));
    this.join(client, server);
    this.join(server, client);
  }

  private join(from: Socket, to: Socket): void {
    this.connections.add(from);
    from.on("data", (chunk) => to.write(chunk));
    from.on("error", () => to.destroy());
    from.on("close", () => {
      this.connections.delete(from);
      to.destroy();
    });
    const isHeld = this.state === "deaf" && this.answering.has(from);
    if (this.state === "stalled" || isHeld) from.pause();
  }
}
