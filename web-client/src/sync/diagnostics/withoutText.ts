import type { Pseudonyms } from "./Pseudonyms";

/** Plain JSON in which no person's word stands. */
export type Shape =
  string | number | boolean | null | readonly Shape[] | { readonly [name: string]: Shape };

/** Of a list, the first so many are told one by one. */
const MAX_LISTED = 20;
/** Codes and states: nobody types them. */
const WORD = /^[a-z][a-z_-]{0,31}$/;

/**
 * A message of the protocol with everything left out that a person wrote or that is secret. What
 * stays is named here field by field, so that a field that comes later is left out by itself.
 *
 *     {"t":"op","doc":"Zx81","seq":4,"rev":17,"op":[12,"hello",-3]}
 *     {"t":"op","doc":"d1",  "seq":4,"rev":17,"op":[12,"+5",-3]}
 */
export function withoutText(message: unknown, names: Pseudonyms): Shape {
  if (typeof message !== "object" || message === null) return null;
  const shape: Record<string, Shape> = {};
  for (const [name, value] of Object.entries(message)) {
    const left = FIELDS.get(name)?.(value, names);
    if (left !== undefined) shape[name] = left;
  }
  return shape;
}

type Leave = (value: unknown, names: Pseudonyms) => Shape | undefined;

const word: Leave = (value) => (typeof value === "string" && WORD.test(value) ? value : undefined);
const number: Leave = (value) => (typeof value === "number" ? value : undefined);
const flag: Leave = (value) => (typeof value === "boolean" ? value : undefined);
const counted: Leave = (value) => (Array.isArray(value) ? value.length : undefined);
const document: Leave = (value, names) =>
  typeof value === "string" ? names.document(value) : undefined;
const site: Leave = (value, names) => (typeof value === "string" ? names.site(value) : undefined);

const entry: Leave = (value, names) => {
  if (!Array.isArray(value)) return undefined;
  const [by, sequence] = value as unknown[];
  return [site(by, names) ?? null, number(sequence, names) ?? null];
};

const messages: Leave = (value, names) =>
  Array.isArray(value) ? listed(value, (each) => withoutText(each, names)) : undefined;

const content: Leave = (value) =>
  typeof value === "string" ? `+${value.length}` : operationShape(value);

const FIELDS: ReadonlyMap<string, Leave> = new Map([
  ...["t", "code", "access", "reason", "type", "create", "durability"].map(leaving(word)),
  ...["v", "seq", "rev", "from", "fold", "after", "heartbeat"].map(leaving(number)),
  ...["retry"].map(leaving(flag)),
  ...["people", "ranges"].map(leaving(counted)),
  ...["ops", "steps"].map(leaving(messages)),
  // Who knows the hash of a short text can guess the text.
  ["hash", () => true],
  ["doc", document],
  ["by", site],
  ["site", site],
  ["check", entry],
  ["op", operationShape],
  ["content", content],
  ["body", withoutText],
]);

function leaving(leave: Leave): (name: string) => [string, Leave] {
  return (name) => [name, leave];
}

/** An operation's lengths. Attributes are counted, an embed is one unit. */
function operationShape(value: unknown): Shape | undefined {
  return Array.isArray(value) ? listed(value, componentShape) : undefined;
}

function componentShape(component: unknown): Shape {
  if (typeof component === "number") return component;
  if (typeof component === "string") return `+${component.length}`;
  const { r, i, a } = (component ?? {}) as Readonly<Record<string, unknown>>;
  const attributes = typeof a === "object" && a !== null ? Object.keys(a).length : 0;
  const marked = attributes === 0 ? "" : ` with ${attributes}`;
  if (typeof r === "number") return `${r}${marked}`;
  return `+${typeof i === "string" ? i.length : 1}${marked}`;
}

function listed(values: readonly unknown[], shapeOf: (value: unknown) => Shape): Shape {
  const shapes = values.slice(0, MAX_LISTED).map(shapeOf);
  const more = values.length - shapes.length;
  return more === 0 ? shapes : [...shapes, `${more} more`];
}
