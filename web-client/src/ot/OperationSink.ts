import type { Attributes } from "./Attributes";
import type { Embed } from "./Embed";

/** Where components go, in the order of the document: a builder, a reader, a writer. */
export interface OperationSink {
  retain(length: number, attributes?: Attributes): unknown;
  insert(content: string | Embed, attributes?: Attributes): unknown;
  delete(length: number): unknown;
}
