import { giveUp } from "./Database";
import type { OutboxRow } from "./schema";
import { StorageFault } from "./trouble";

/** The rows of an outbox that was stored are not there: somebody deleted the database. */
export class RowsGone extends StorageFault {
  constructor() {
    super("unavailable", "the rows of this outbox are gone");
  }
}

/**
 * Gives a transaction up that is about to write the rows of an outbox which are not its holder's any
 * more. In that transaction itself, so that nobody gets between.
 *
 * @param isStored whether its rows have to be there
 */
export function checkHolder(
  transaction: IDBTransaction,
  client: string,
  holder: string,
  isStored: boolean,
): void {
  const found = rowOf(transaction, client);
  found.onsuccess = () => {
    const refusal = refusalOf(found.result, holder, isStored);
    if (refusal !== null) giveUp(transaction, refusal);
  };
}

export function rowOf(
  transaction: IDBTransaction,
  client: string,
): IDBRequest<OutboxRow | undefined> {
  return transaction.objectStore("outboxes").get(client) as IDBRequest<OutboxRow | undefined>;
}

function refusalOf(
  row: OutboxRow | undefined,
  holder: string,
  isStored: boolean,
): StorageFault | null {
  if (row === undefined) return isStored ? new RowsGone() : null;
  if (row.holder === holder) return null;
  return new StorageFault("taken", "another tab writes to this outbox");
}
