import { Operation, type DocumentType } from "../ot/index";
import { BatchedLog } from "./BatchedLog";
import type { KeptOperation } from "./Outbox";
import { OutboxImage, type Changes } from "./OutboxImage";
import type { OutboxRow, Part, PartRow } from "./schema";
import type { StorageEnvironment } from "./StorageEnvironment";

type KeyRanges = StorageEnvironment["keyRange"];

// Rows of one outbox and what they stand for. An array is greater than every number to IndexedDB.

export function partsOf(ranges: KeyRanges, client: string): IDBKeyRange {
  return ranges.bound([client], [client, []]);
}

export function putChanges(
  transaction: IDBTransaction,
  ranges: KeyRanges,
  { removed, parts, outbox }: Changes,
): void {
  const store = transaction.objectStore("parts");
  const { client } = outbox;
  for (const { part, from } of removed) {
    store.delete(ranges.bound([client, part, from], [client, part, []]));
  }
  for (const row of parts) store.put(row);
  transaction.objectStore("outboxes").put(outbox);
}

export function removeOutbox(transaction: IDBTransaction, ranges: KeyRanges, client: string): void {
  transaction.objectStore("parts").delete(partsOf(ranges, client));
  transaction.objectStore("outboxes").delete(client);
}

/** Throws when the rows do not fit together. */
export function imageOf(row: OutboxRow, rows: readonly PartRow[]): OutboxImage {
  const { frozen, ...standing } = row.standing;
  const parts = new Parts(rows, standing.type);
  const edits = parts.log("edits");
  return OutboxImage.kept(row, {
    standing: {
      ...standing,
      inFlight: frozen === null ? null : parts.inFlight(frozen),
      buffer: null,
      pendingEdits: row.unsentEdits,
    },
    content: parts.text("content"),
    passed: parts.log("passed"),
    edits,
  });
}

class Parts {
  constructor(
    private readonly rows: readonly PartRow[],
    private readonly type: DocumentType,
  ) {}

  text(part: Part): string {
    const [row] = this.of(part);
    if (row === undefined) throw new Error(`an outbox without its ${part}`);
    return row.text;
  }

  log(part: Part): BatchedLog {
    return new BatchedLog(
      this.of(part).map(({ number, text, edits }) => ({
        number,
        edits,
        operation: this.operation(text),
      })),
    );
  }

  inFlight(frozen: { sequence: number; revision: number }): KeptOperation {
    const operation = this.operation(this.text("frozen"));
    return { ...frozen, operation, outstanding: this.operation(this.text("outstanding")) };
  }

  /** In the order of their numbers, which is that of their keys. */
  private of(part: Part): PartRow[] {
    return this.rows.filter((row) => row.part === part);
  }

  private operation(text: string): Operation {
    return Operation.fromJSON(JSON.parse(text), this.type);
  }
}
