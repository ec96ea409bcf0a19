import type { SessionStatus } from "../../sync/index";
import { ago, sinceWords } from "../ago";
import { button } from "../button";
import { changesWords } from "../changesWords";
import { element } from "../element";
import { troubleWords } from "../troubleWords";

export interface StatusPanelActions {
  readonly reconnect: () => void;
  readonly showCopies: () => void;
}

type Fact = readonly [term: string, ...said: readonly (Node | string)[]];

/**
 * Everything about where the edits are, for who wants to know: opened from the words under the
 * title, closed by Escape or by a click elsewhere.
 */
export class StatusPanel {
  private readonly facts = element("dl", { class: "panel-facts" });
  private readonly retry: HTMLButtonElement;
  private readonly copies: HTMLButtonElement;
  readonly element: HTMLElement;

  constructor(id: string, { reconnect, showCopies }: StatusPanelActions) {
    this.retry = button("Connect now", reconnect, "button-link");
    this.copies = button("", showCopies, "button-link");
    this.element = element(
      "div",
      {
        class: "panel",
        attributes: { id, popover: "auto", role: "group", "aria-label": "Where your changes are" },
      },
      this.facts,
      element(
        "p",
        { class: "panel-links" },
        this.copies,
        link("/storage", "Storage on this device"),
        link("/diagnostics", "Diagnostics"),
      ),
    );
  }

  show(status: SessionStatus, copies: number, now: number): void {
    const facts = [
      connectionFact(status, now),
      changesFact(status, now),
      deviceFact(status),
      errorFact(status, now),
    ];
    const mayConnect = status.connection.state !== "online";
    this.facts.replaceChildren(...facts.flatMap((fact) => (fact === null ? [] : described(fact))));
    if (mayConnect) this.facts.querySelector("dd")?.append(" ", this.retry);
    this.copies.hidden = copies === 0;
    this.copies.textContent = copies === 1 ? "1 copy of yours" : `${copies} copies of yours`;
  }
}

function connectionFact({ connection }: SessionStatus, now: number): Fact {
  const seconds = (at: number) => Math.max(0, Math.ceil((at - now) / 1000));
  switch (connection.state) {
    case "online":
      return ["Connection", "Connected"];
    case "connecting":
      return ["Connection", "Connecting…"];
    case "offline":
      return ["Connection", "This device has no network."];
    case "waiting":
      return ["Connection", `None; the next attempt is in ${seconds(connection.nextRetryAt)} s.`];
    case "relayed":
      return [
        "Connection",
        "No lasting connection is possible here: changes come and go every few seconds, and others' cursors are not shown.",
      ];
    case "refused":
      return ["Connection", `Refused: ${connection.message} (${connection.code})`];
  }
}

function changesFact({ pending, unsentSince, sync }: SessionStatus, now: number): Fact {
  if (sync.state === "loading") return ["Your changes", "Not known yet"];
  if (pending === 0) return ["Your changes", "The server has them all."];
  const since = unsentSince === null ? "" : `, the oldest of ${sinceWords(unsentSince, now)}`;
  return ["Your changes", `${changesWords(pending)} not sent yet${since}`];
}

function deviceFact({ pending, keptOnDevice, trouble }: SessionStatus): Fact {
  if (trouble !== null) return ["On this device", `Not kept. ${troubleWords(trouble)}`];
  if (!keptOnDevice) return ["On this device", "Being written…"];
  return [
    "On this device",
    pending === 0 ? "The document is kept." : "The document and your changes are kept.",
  ];
}

function errorFact({ lastError }: SessionStatus, now: number): Fact | null {
  if (lastError === null) return null;
  const { at, code, message } = lastError;
  return ["Last trouble", `${ago(at, now)}: ${message === "" ? code : `${message} (${code})`}`];
}

function described([term, ...said]: Fact): HTMLElement[] {
  return [element("dt", {}, term), element("dd", {}, ...said)];
}

function link(address: string, words: string): HTMLElement {
  return element("a", { attributes: { href: address } }, words);
}
