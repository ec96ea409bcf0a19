import { decodeOpened } from "./decode";
import { BadMessageError, Fields } from "./Fields";
import type { HttpAnswer } from "./Environment";
import type { HttpWay } from "./HttpWay";
import type { Nack, Opened, Problem } from "./messages";

/** No answer, or none that a server of this protocol gives: it may have arrived, or not. */
export interface Silence {
  readonly t: "silence";
  readonly message: string;
}

/** What came of one exchange: the same messages as over a socket, and the lack of any. */
export type Answer = Opened | Nack | (Problem & { readonly doc: string }) | Silence;

/** Problems that may be gone when the document is asked for again. */
const PASSING: readonly string[] = ["internal", "rate", "not_open", "busy", "storage"];

export function isPassing({ code }: Problem): boolean {
  return PASSING.includes(code);
}

/** Sends what `encode.exchange` made. Never rejected. */
export async function exchangeOverHttp(way: HttpWay, doc: string, body: string): Promise<Answer> {
  try {
    const url = `${way.server}/v1/documents/${encodeURIComponent(doc)}/ops`;
    return decodeAnswer(doc, await way.environment.post(url, body));
  } catch (error) {
    return { t: "silence", message: error instanceof Error ? error.message : String(error) };
  }
}

/** The answer of the server of a socket: where there is a proxy between, it may answer instead. */
export function decodeAnswer(doc: string, { status, body }: HttpAnswer): Answer {
  try {
    return status === 200 ? decodeOpened(body) : refusal(doc, Fields.parsed(body, "problem"));
  } catch (error) {
    if (!(error instanceof BadMessageError)) throw error;
    return { t: "silence", message: `${status}: ${error.message}` };
  }
}

function refusal(doc: string, fields: Fields): Answer {
  const code = fields.string("code");
  const message = fields.optional("detail", (name) => fields.string(name)) ?? code;
  const seq = fields.optional("seq", (name) => fields.count(name));
  if (seq === null) return { t: "error", code, message, doc };
  const after = fields.optional("after", (name) => fields.count(name));
  return { t: "nack", doc, seq, code, message, retry: fields.boolean("retry"), after };
}
