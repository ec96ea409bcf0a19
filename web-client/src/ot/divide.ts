import { Attributes } from "./Attributes";
import type { Embed } from "./Embed";
import type { Operation } from "./Operation";
import { OperationBuilder } from "./OperationBuilder";
import type { OperationSink } from "./OperationSink";
import { splitsPair } from "./surrogates";

/** How large one operation may be. */
export interface Size {
  readonly bytes: number;
  readonly inserted: number;
  readonly components: number;
}

/** What a component takes beside its text: brackets, numbers, a comma. */
const COMPONENT_BYTES = 24;
/** What one UTF-16 unit takes in JSON at most: an escaped control character. */
const UNIT_BYTES = 6;

/**
 * The operation as several, none larger than `size`, that have its effect one after the other:
 *
 *     compose(all of divide(operation)) = operation
 *
 * Each part walks the document with all earlier parts in it: retain what they made, do its own
 * share, retain what the later parts will change.
 */
export function divide(operation: Operation, size: Size): [Operation, ...Operation[]] {
  if (isSmall(operation, size)) return [operation];
  const groups = new Groups(size);
  operation.emitTo(groups);
  let made = 0;
  let untouched = operation.baseLength;
  const [first, ...rest] = groups.all.map((group) => {
    const own = group.build();
    untouched -= own.baseLength;
    const part = new OperationBuilder().retain(made);
    own.emitTo(part);
    made += own.targetLength;
    return part.retain(untouched).build();
  });
  return first === undefined ? [operation] : [first, ...rest];
}

/** Said quickly of nearly all operations. */
function isSmall({ isPlain, pool, componentCount }: Operation, size: Size): boolean {
  const bytes = UNIT_BYTES * pool.length + COMPONENT_BYTES * componentCount;
  const few = componentCount <= size.components && pool.length <= size.inserted;
  return isPlain && few && bytes <= size.bytes;
}

/** Components, in groups that are small enough. Long inserts are cut. */
class Groups implements OperationSink {
  readonly all: OperationBuilder[] = [];
  private bytes = 0;
  private inserted = 0;
  private components = 0;

  constructor(private readonly size: Size) {
    this.begin();
  }

  retain(length: number, attributes = Attributes.NONE): void {
    this.room(0, attributes).retain(length, attributes);
  }

  insert(content: string | Embed, attributes = Attributes.NONE): void {
    if (typeof content !== "string") {
      this.room(1, attributes).insert(content, attributes);
      return;
    }
    const most = Math.min(this.size.inserted, Math.floor(this.size.bytes / (2 * UNIT_BYTES)));
    for (const piece of pieces(content, Math.max(2, most))) {
      this.room(piece.length, attributes).insert(piece, attributes);
    }
  }

  delete(length: number): void {
    this.room(0, Attributes.NONE).delete(length);
  }

  /** The group that still has room for a component with so many inserted units. */
  private room(inserted: number, attributes: Attributes): OperationBuilder {
    const bytes = COMPONENT_BYTES + UNIT_BYTES * (inserted + attributes.toString().length);
    // The retains before and behind the group are two components more.
    const full =
      this.bytes + bytes > this.size.bytes ||
      this.inserted + inserted > this.size.inserted ||
      this.components + 3 > this.size.components;
    if (full && this.components > 0) this.begin();
    this.bytes += bytes;
    this.inserted += inserted;
    this.components++;
    return this.all.at(-1)!;
  }

  private begin(): void {
    this.all.push(new OperationBuilder());
    this.bytes = 2 * COMPONENT_BYTES;
    this.inserted = 0;
    this.components = 0;
  }
}

/** Of at most `most` units each; no surrogate pair is cut. */
function* pieces(text: string, most: number): Iterable<string> {
  for (let from = 0; from < text.length;) {
    const end = from + most;
    const to = splitsPair(text, end) ? end - 1 : end;
    yield text.slice(from, to);
    from = to;
  }
}
