import type { DeviceStorage, Outbox } from "../store/index";
import { arrive } from "./arrive";
import * as encode from "./encode";
import type { HttpWay } from "./HttpWay";
import { exchangeOverHttp } from "./overHttp";
import type { Blocked } from "./SessionStatus";

/** What became of the wish: `known`, it had been kept already; else what is in the way. */
export type KeptOffline = "kept" | "known" | Blocked;

/** Fetches a document, so that it opens on this device without a network. */
export async function keepOffline(
  { outboxes }: Pick<DeviceStorage, "outboxes">,
  way: HttpWay,
  doc: string,
): Promise<KeptOffline> {
  if (await outboxes.has(doc)) return "known";
  const outbox = await outboxes.open(doc);
  try {
    return (await outbox.load()) === null ? await fetchInto(outbox, way, doc) : "known";
  } finally {
    await outbox.close();
  }
}

async function fetchInto(outbox: Outbox, way: HttpWay, doc: string): Promise<KeptOffline> {
  const { client } = outbox;
  const nothing = { create: undefined, resume: null, operation: null };
  const answer = await exchangeOverHttp(way, doc, encode.exchange({ client, ...nothing }));
  if (answer.t === "silence") return { code: "unreachable", message: answer.message };
  if (answer.t !== "opened") return { code: answer.code, message: answer.message };
  const arrival = arrive(null, answer);
  if (arrival.kind === "unusable") return arrival.why;
  if (arrival.kind !== "afresh") return { code: "bad_message", message: "no content" };
  await outbox.reset(arrival.replica.kept());
  const { trouble } = outbox;
  return trouble === null ? "kept" : { code: trouble, message: "it could not be written" };
}
