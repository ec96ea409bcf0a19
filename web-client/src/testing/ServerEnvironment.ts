import type { Cancel, Environment, HttpAnswer, Socket, SocketEvents } from "../sync/index";
import type { SplitMix64 } from "./SplitMix64";
import type { VirtualTime } from "./VirtualTime";

/** What a server does with one of its sockets. */
export interface ServerSocket {
  send(text: string): void;
  close(code: number, reason: string): void;
}

export interface ServerSide {
  accept(socket: ServerSocket): { received(text: string): void; closed(): void };
  /** Over HTTP. */
  answer(path: string, json: string): Promise<HttpAnswer>;
}

/** Surroundings in which one server is at every address, in virtual time and without a network. */
export class ServerEnvironment implements Environment {
  readonly online = true;

  constructor(
    private readonly time: VirtualTime,
    private readonly server: ServerSide,
    private readonly chance: SplitMix64,
  ) {}

  openSocket(_url: string, events: SocketEvents): Socket {
    let open = true;
    let seat: ReturnType<ServerSide["accept"]> | null = null;
    const toClient = (tell: () => void) => this.soon(() => open && tell());
    this.soon(() => {
      if (!open) return;
      seat = this.server.accept({
        send: (text) => toClient(() => events.message(text)),
        close: (code, reason) =>
          toClient(() => {
            open = false;
            events.closed(code, reason);
          }),
      });
      events.opened();
    });
    return {
      send: (text) => this.soon(() => open && seat?.received(text)),
      close: () => {
        this.soon(() => {
          open = false;
          seat?.closed();
        });
      },
    };
  }

  post(url: string, json: string): Promise<HttpAnswer> {
    return this.server.answer(new URL(url).pathname, json);
  }

  postInPassing(url: string, json: string): boolean {
    void this.post(url, json);
    return true;
  }

  now(): number {
    return this.time.now;
  }

  after(delayMillis: number, action: () => void): Cancel {
    return this.time.after(delayMillis, action);
  }

  random(): number {
    return this.chance.fraction();
  }

  onChange(): Cancel {
    return () => undefined;
  }

  /** Never within the call that causes it, and in order. */
  private soon(action: () => void): void {
    this.time.after(0, action);
  }
}
