import { Attributes } from "./Attributes";
import type { Embed } from "./Embed";
import type { Operation } from "./Operation";
import type { OperationSink } from "./OperationSink";

/** Canonical JSON of an operation, as PROTOCOL 2 spells it. */
export function writeOperation(operation: Operation): string {
  const writer = new OperationWriter();
  operation.emitTo(writer);
  return `[${writer.components.join(",")}]`;
}

class OperationWriter implements OperationSink {
  readonly components: string[] = [];

  retain(length: number, attributes: Attributes = Attributes.NONE): void {
    this.components.push(
      attributes.isEmpty ? `${length}` : `{"r":${length},"a":${attributes.toString()}}`,
    );
  }

  insert(content: string | Embed, attributes: Attributes = Attributes.NONE): void {
    const written = typeof content === "string" ? JSON.stringify(content) : content.toString();
    const members = attributes.isEmpty ? "" : `,"a":${attributes.toString()}`;
    const bare = typeof content === "string" && attributes.isEmpty;
    this.components.push(bare ? written : `{"i":${written}${members}}`);
  }

  delete(length: number): void {
    this.components.push(`-${length}`);
  }
}
