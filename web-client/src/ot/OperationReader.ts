import { Attributes, type AttributeValue } from "./Attributes";
import type { DocumentType } from "./DocumentType";
import { Embed } from "./Embed";
import { InvalidOperationException, type Reason } from "./InvalidOperationException";
import type { Operation } from "./Operation";
import { OperationBuilder } from "./OperationBuilder";
import { MAX_LENGTH } from "./runs";

type JsonObject = Readonly<Record<string, unknown>>;

/** Reads an operation exactly as it came from outside. Nothing is mended: what is wrong is thrown. */
export function readOperation(value: unknown, type: DocumentType): Operation {
  if (!Array.isArray(value)) throw refusal("NOT_A_COMPONENT", "an operation is an array");
  const builder = new OperationBuilder();
  for (const component of value) readComponent(component, type, builder);
  const operation = builder.build();
  if (operation.componentCount !== value.length) {
    const message = `${value.length} components that should be ${operation.componentCount}`;
    throw refusal("NOT_CANONICAL", message, value.length, operation.componentCount);
  }
  return operation;
}

function readComponent(component: unknown, type: DocumentType, into: OperationBuilder): void {
  if (typeof component === "number") readLength(component, into);
  else if (typeof component === "string") into.insert(nonEmpty(component));
  else if (isObject(component)) readObject(component, type, into);
  else throw refusal("NOT_A_COMPONENT", JSON.stringify(component));
}

function readLength(length: number, into: OperationBuilder): void {
  if (length < 0) into.delete(checkedLength(-length));
  else into.retain(checkedLength(length));
}

function readObject(component: JsonObject, type: DocumentType, into: OperationBuilder): void {
  if (type === "text") throw refusal("NOT_IN_THIS_TYPE", "attributes and embeds, in plain text");
  const attributes = "a" in component ? readAttributes(component["a"]) : Attributes.NONE;
  const [first, second, ...rest] = Object.keys(component);
  if (rest.length > 0 || (second !== undefined && second !== "a")) {
    throw refusal("NOT_A_COMPONENT", `members ${Object.keys(component).join()}`);
  }
  if (first === "r") readAttributedRetain(component["r"], attributes, into);
  else if (first === "i") readObjectInsert(component["i"], attributes, into);
  else throw refusal("NOT_A_COMPONENT", `members ${Object.keys(component).join()}`);
}

function readAttributedRetain(length: unknown, attributes: Attributes, into: OperationBuilder) {
  if (attributes.isEmpty) throw refusal("NOT_CANONICAL", "a plain retain is a bare number");
  into.retain(checkedLength(length), attributes);
}

function readObjectInsert(content: unknown, attributes: Attributes, into: OperationBuilder): void {
  if (typeof content === "string") {
    if (attributes.isEmpty) throw refusal("NOT_CANONICAL", "a plain insert is a bare string");
    into.insert(nonEmpty(content), attributes);
    return;
  }
  if (!isObject(content)) throw refusal("NOT_A_COMPONENT", JSON.stringify(content));
  const [kind, ...rest] = Object.keys(content);
  if (kind === undefined || rest.length > 0) {
    throw refusal("BAD_ATTRIBUTE", `an embed of ${Object.keys(content).length} members`);
  }
  into.insert(new Embed(kind, content[kind] as string), attributes);
}

function readAttributes(value: unknown): Attributes {
  if (!isObject(value)) throw refusal("BAD_ATTRIBUTE", JSON.stringify(value));
  const keys = Object.keys(value);
  if (keys.length === 0) throw refusal("EMPTY_COMPONENT", "an attribute object without attributes");
  // JSON.parse moves keys that look like numbers to the front, so their order cannot be seen here.
  const visible = keys.filter((key) => !/^\d+$/.test(key));
  if (visible.some((key, index) => index > 0 && visible[index - 1]! >= key)) {
    throw refusal("NOT_CANONICAL", `attribute keys in the order ${keys.join()}`);
  }
  return Attributes.ofEntries(keys.map((key) => [key, value[key] as AttributeValue]));
}

function checkedLength(length: unknown): number {
  if (typeof length !== "number" || !Number.isInteger(length)) {
    throw refusal("NOT_A_COMPONENT", `a length of ${JSON.stringify(length)}`);
  }
  if (length < 1) throw refusal("EMPTY_COMPONENT", `a length of ${length}`, length, 1);
  if (length > MAX_LENGTH) {
    throw refusal("TOO_LONG", `${length} units, at most ${MAX_LENGTH}`, length, MAX_LENGTH);
  }
  return length;
}

function nonEmpty(text: string): string {
  if (text === "") throw refusal("EMPTY_COMPONENT", "an insert of nothing", 0, 1);
  return text;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refusal(reason: Reason, message: string, got = 0, wanted = 0) {
  return new InvalidOperationException(reason, message, got, wanted);
}
