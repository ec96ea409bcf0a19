import { once } from "node:events";
import { readFile } from "node:fs/promises";
import {
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { extname, join } from "node:path";
import type { Duplex } from "node:stream";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};

/**
 * A server whose page can be replaced by another build while it runs; the API is the real one's.
 *
 * ```
 *   /v1/…, sockets ──► the real server
 *   all else ────────► files of a folder, or what a test put in the place of one
 * ```
 */
export class PageServer {
  /** Instead of the file of that address. */
  readonly replaced = new Map<string, string>();
  private readonly sockets = new Set<Duplex>();

  private constructor(
    private readonly server: Server,
    private api: number,
    private folder: string,
  ) {
    server.on("request", (asked: IncomingMessage, answer: ServerResponse) => {
      if (asked.url?.startsWith("/v1/")) this.forward(asked, answer);
      else void this.file(new URL(asked.url ?? "/", "http://page").pathname, answer);
    });
    server.on("upgrade", (asked: IncomingMessage, socket: Socket) => this.upgrade(asked, socket));
    server.on("connection", (socket) => {
      this.sockets.add(socket);
      socket.once("close", () => this.sockets.delete(socket));
    });
  }

  static async start(api: number, folder: string): Promise<PageServer> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new PageServer(server, api, folder);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on, the API is that of another server. */
  leadTo(api: number): void {
    this.api = api;
  }

  /** From now on, the page is that of another build; the files of the old one are gone. */
  deploy(folder: string): void {
    this.folder = folder;
  }

  async stop(): Promise<void> {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await once(this.server, "close");
  }

  private async file(path: string, answer: ServerResponse): Promise<void> {
    const isFile = extname(path) !== "";
    const address = isFile ? path : "/index.html";
    const content =
      this.replaced.get(path) ?? (await readFile(join(this.folder, address)).catch(() => null));
    if (content === null) {
      answer.writeHead(404).end();
      return;
    }
    answer.writeHead(200, { "content-type": types[extname(address)], "cache-control": "no-cache" });
    answer.end(content);
  }

  private forward(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, url: path, headers } = asked;
    const passed = request({ host: "127.0.0.1", port: this.api, method, path, headers });
    passed.on("response", (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    asked.pipe(passed);
  }

  private upgrade({ method, url, rawHeaders }: IncomingMessage, socket: Socket): void {
    const server = connect(this.api, "127.0.0.1");
    const lines = [`${method} ${url} HTTP/1.1`];
    for (let index = 0; index < rawHeaders.length; index += 2) {
      lines.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
    }
    server.write(`${lines.join("\r\n")}\r\n\r\n`);
    server.pipe(socket).pipe(server);
    server.on("error", () => socket.destroy());
    socket.on("error", () => server.destroy());
  }
}
