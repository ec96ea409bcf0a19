import { Attributes, Embed, Operation } from "../../src/ot/index";
import type { AttributeValue, DocumentType, OperationBuilder } from "../../src/ot/index";
import { splitsPair } from "../../src/ot/surrogates";
import type { SplitMix64 } from "../../src/testing/SplitMix64";

const PIECES = [
  "a",
  "b",
  "z",
  " ",
  "\n",
  "\u00e9",
  "e\u0301",
  "\u05d0",
  "\u4e2d",
  "\r\n",
  "\u0000",
  "\u{1f600}",
  "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}",
  "\ufffc",
  '"',
  "hello",
];

/**
 * Documents and operations from one random source. ot-core has the same class: whoever changes the
 * order of the draws there changes it here.
 */
export class RandomOperations {
  constructor(
    private readonly random: SplitMix64,
    private readonly type: DocumentType,
  ) {}

  /** A document of up to `maxPieces` pieces, as an operation of inserts. */
  content(maxPieces: number): Operation {
    const inserts = Operation.builder();
    const pieces = this.random.below(maxPieces + 1);
    for (let i = 0; i < pieces; i++) this.insert(inserts);
    return inserts.build();
  }

  /** An operation on `content`: often nothing, everything, or a single keystroke. */
  on(content: Operation): Operation {
    const text = content.pool;
    switch (this.random.below(8)) {
      case 0:
        return Operation.identity(text.length);
      case 1:
        return this.replaceAll(text);
      case 2:
      case 3:
        return this.keystroke(text);
      default:
        return this.anything(text);
    }
  }

  private replaceAll(text: string): Operation {
    const builder = Operation.builder();
    if (this.random.oneIn(2)) this.insert(builder);
    builder.delete(text.length);
    if (this.random.oneIn(2)) this.insert(builder);
    return builder.build();
  }

  private keystroke(text: string): Operation {
    const builder = Operation.builder();
    let at = boundary(text, this.random.below(text.length + 1));
    builder.retain(at);
    if (at < text.length && this.random.oneIn(2)) {
      const end = boundary(text, at + 1);
      builder.delete(end - at);
      at = end;
    } else {
      this.insert(builder);
    }
    return builder.retain(text.length - at).build();
  }

  private anything(text: string): Operation {
    const builder = Operation.builder();
    const maxSpan = 1 + this.random.below(text.length + 1);
    let position = 0;
    for (;;) {
      if (this.random.oneIn(3)) this.insert(builder);
      if (position === text.length) return builder.build();
      const wanted = position + 1 + this.random.below(maxSpan);
      const end = boundary(text, Math.min(text.length, wanted));
      this.span(builder, end - position);
      position = end;
    }
  }

  private span(builder: OperationBuilder, length: number): void {
    const choice = this.random.below(this.type === "text" ? 3 : 4);
    if (choice < 2) builder.retain(length);
    else if (choice === 2) builder.delete(length);
    else builder.retain(length, this.attributes(true));
  }

  private insert(builder: OperationBuilder): void {
    if (this.type === "text") {
      builder.insert(this.random.oneOf(PIECES));
    } else if (this.random.oneIn(6)) {
      const embed = new Embed("image", this.random.oneOf(["a.png", "b.png"]));
      builder.insert(embed, this.attributes(false));
    } else {
      const piece = this.random.oneOf(PIECES);
      builder.insert(piece, this.attributes(false));
    }
  }

  private attributes(removals: boolean): Attributes {
    const choices = removals ? 4 : 3;
    const values: Record<string, AttributeValue> = {};
    const draw = (name: string, options: readonly AttributeValue[]) => {
      if (this.random.oneIn(3)) values[name] = options[this.random.below(choices)]!;
    };
    draw("bold", [true, true, false, null]);
    draw("color", ["red", "blue", 'a"b', null]);
    draw("size", [1, 2, Number.MAX_SAFE_INTEGER, null]);
    return Attributes.of(values);
  }
}

/** `position`, or the next one if it would split a surrogate pair. */
function boundary(text: string, position: number): number {
  return splitsPair(text, position) ? position + 1 : position;
}
