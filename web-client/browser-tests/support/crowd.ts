import type { Page } from "playwright-core";

/** More editors at once than people: the server stores what they send in batches. */
const EDITORS = 4;

/**
 * Strangers who insert these letters, each somewhere, each an operation of its own, over sockets of
 * their own that speak the protocol and nothing else. Nobody else may write meanwhile.
 */
export function strangersWrite(page: Page, doc: string, letters: string): Promise<void> {
  const write = async ({ doc, letters, editors }: Work): Promise<void> => {
    let next = 0;
    const one = (name: number) =>
      new Promise<void>((resolve, reject) => {
        const socket = new WebSocket(
          `${location.origin.replace("http", "ws")}/v1/socket`,
          "rejoin.v1",
        );
        const send = (message: object) => socket.send(JSON.stringify(message));
        let site = "";
        let rev = 0;
        let seq = 0;
        // All that anybody does is to insert one letter, so the length follows from the revision.
        let grown = 0;
        let frozen = {};
        const insert = () => {
          const letter = letters[next++];
          if (letter === undefined) return resolve();
          const length = rev + grown;
          const at = (next * 7_919) % (length + 1);
          const op = [at, letter, length - at].filter((part) => part !== 0);
          frozen = { t: "op", doc, seq: ++seq, rev, op };
          send(frozen);
        };
        socket.onopen = () => send({ t: "hello", v: 1, name: `Stranger ${name}` });
        socket.onerror = () => reject(new Error("the socket failed"));
        socket.onmessage = ({ data }) => {
          const message = JSON.parse(String(data)) as Heard;
          if (message.t === "welcome") {
            send({ t: "open", doc, client: crypto.randomUUID().replaceAll("-", "").slice(0, 22) });
          } else if (message.t === "opened") {
            ({ site, rev } = message);
            grown = message.content.length - rev;
            insert();
          } else if (message.t === "ops") {
            for (const step of message.ops) rev += step.fold ?? 1;
            if (message.ops.some(({ by }) => by === site)) insert();
          } else if (message.t === "nack" && message.retry) {
            // Faster than the server lets one person write.
            setTimeout(() => send(frozen), message.after ?? 10);
          } else if (message.t === "nack" || message.t === "error") {
            reject(new Error(String(data)));
          }
        };
      });
    await Promise.all(Array.from({ length: editors }, (_, name) => one(name)));
  };
  return page.evaluate(write, { doc, letters, editors: EDITORS });
}

interface Work {
  readonly doc: string;
  readonly letters: string;
  readonly editors: number;
}

interface Heard {
  readonly t: string;
  readonly site: string;
  readonly rev: number;
  readonly content: string;
  readonly retry: boolean;
  readonly after?: number;
  readonly ops: readonly { readonly by?: string; readonly fold?: number }[];
}
