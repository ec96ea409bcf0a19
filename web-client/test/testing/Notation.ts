import { Attributes, Embed, Operation, type AttributeValue } from "../../src/ot/index";

const COMPONENT = /\s*(?:(-?\d+)|'([^']*)'|<(\w+)>)(?:\{([^}]*)\})?/y;

/**
 * Operations as one reads them in a table: `2 'ab' -1` keeps two, inserts "ab", deletes one.
 * Attributes follow in braces, `2{bold=true,color=null}`; an embed is `<image>`.
 */
export function operation(notation: string): Operation {
  const builder = Operation.builder();
  COMPONENT.lastIndex = 0;
  let end = 0;
  for (let match; (match = COMPONENT.exec(notation)) !== null; end = COMPONENT.lastIndex) {
    const [, number, text, kind, braces] = match;
    if (text !== undefined) builder.insert(text, attributes(braces));
    else if (kind !== undefined) builder.insert(new Embed(kind, "x"), attributes(braces));
    else if (number!.startsWith("-")) builder.delete(-Number(number));
    else builder.retain(Number(number), attributes(braces));
  }
  if (notation.slice(end).trim() !== "") throw new Error(`cannot read "${notation}" from ${end}`);
  return builder.build();
}

function attributes(braces = ""): Attributes {
  const pairs = braces.split(",").filter((pair) => pair !== "");
  return Attributes.ofEntries(
    pairs.map((pair) => {
      const [name, written] = pair.split("=") as [string, string];
      return [name, value(written)];
    }),
  );
}

function value(written: string): AttributeValue {
  if (written === "null") return null;
  if (written === "true" || written === "false") return written === "true";
  return /^\d+$/.test(written) ? Number(written) : written;
}
