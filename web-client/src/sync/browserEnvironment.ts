import type { Cancel, Environment, HttpAnswer, Socket, SocketEvents } from "./Environment";

export const SUBPROTOCOL = "rejoin.v1";
/** After this long without an answer, a request is taken for lost. */
const POST_MILLIS = 30_000;

/** The browser that the page runs in. In Node it works too, where there is a WebSocket. */
export const browserEnvironment: Environment = {
  openSocket,
  post,
  postInPassing: (url, json) => globalThis.navigator?.sendBeacon?.(url, asJson(json)) ?? false,
  now: () => Date.now(),
  random: () => Math.random(),
  get online() {
    return globalThis.navigator?.onLine !== false;
  },
  after(delayMillis, action) {
    const timer = setTimeout(action, delayMillis);
    return () => clearTimeout(timer);
  },
  onChange(listener) {
    const woken = () => listener("woken");
    const hidden = () => listener("hidden");
    const shown = () => (document.visibilityState === "visible" ? woken() : hidden());
    const cancels = [
      listening("window", "online", woken),
      listening("window", "pageshow", woken),
      listening("window", "pagehide", hidden),
      listening("window", "offline", () => listener("lost")),
      listening("document", "visibilitychange", shown),
    ];
    return () => cancels.forEach((cancel) => cancel());
  },
};

async function post(url: string, json: string): Promise<HttpAnswer> {
  const answer = await fetch(url, {
    method: "POST",
    body: asJson(json),
    cache: "no-store",
    signal: AbortSignal.timeout(POST_MILLIS),
  });
  return { status: answer.status, body: await answer.text() };
}

function asJson(json: string): Blob {
  return new Blob([json], { type: "application/json" });
}

function openSocket(url: string, events: SocketEvents): Socket {
  const socket = new WebSocket(url, SUBPROTOCOL);
  socket.onopen = () => events.opened();
  socket.onmessage = ({ data }) => {
    if (typeof data === "string") events.message(data);
  };
  socket.onclose = ({ code, reason }) => events.closed(code, reason);
  return {
    send: (text) => socket.send(text),
    // Browsers let a page close with 1000 and 3000 to 4999 only.
    close: (code, reason) => socket.close(code, reason),
  };
}

function listening(target: "window" | "document", type: string, listener: () => void): Cancel {
  const events: EventTarget | undefined = globalThis[target];
  events?.addEventListener(type, listener);
  return () => events?.removeEventListener(type, listener);
}
