import { Operation } from "../ot/index";
import type { OutboxStore } from "../store/index";
import { newDocumentId } from "./newDocumentId";
import { Replica } from "./Replica";

/** A document that was made of a text. */
export interface KeptAsNew {
  readonly doc: string;
  /** Whether it is written where it outlives the page; otherwise open it in this one. */
  readonly keptOnDevice: boolean;
}

/** Makes a document of a text: on this device now, at the server when it is opened or pushed. */
export async function keepAsNew(outboxes: OutboxStore, text: string): Promise<KeptAsNew> {
  const doc = newDocumentId();
  const replica = Replica.unborn();
  if (text !== "") replica.edit(Operation.builder().insert(text).build());
  const outbox = await outboxes.open(doc);
  try {
    await outbox.reset(replica.kept());
    return { doc, keptOnDevice: outbox.outlivesPage };
  } finally {
    await outbox.close();
  }
}
