import type { Operation } from "../ot/index";
import { DELETE, INSERT, kindOf, lengthOf } from "../ot/runs";
import { splitsPair } from "../ot/surrogates";

const MAX_TITLE = 120;
/** A document that starts with more blank space than this has no title. */
const MAX_READ = 4_096;

/** A text that is read from its start, as far as somebody wants to know it. */
interface Source {
  /** The next units, at most so many; "" at the end. */
  read(max: number): string;
}

/**
 * The first line of a document that is not empty. `operations` follow each other on `content`; none
 * of them is applied further than the title reaches.
 */
export function titleOf(content: string, operations: readonly Operation[]): string {
  const text = operations.reduce<Source>(
    (source, operation) => new Changed(source, operation),
    new Plain(content),
  );
  let start = "";
  for (let read = 0; read < MAX_READ;) {
    const piece = text.read(MAX_TITLE);
    if (piece === "") return start.trimEnd();
    read += piece.length;
    start = (start + piece).trimStart();
    const end = start.indexOf("\n");
    if (end >= 0 || start.length > MAX_TITLE)
      return shortened(end < 0 ? start : start.slice(0, end));
  }
  return start;
}

function shortened(line: string): string {
  const end = splitsPair(line, MAX_TITLE) ? MAX_TITLE - 1 : MAX_TITLE;
  return line.slice(0, end).trimEnd();
}

class Plain implements Source {
  private at = 0;

  constructor(private readonly text: string) {}

  read(max: number): string {
    return this.text.slice(this.at, (this.at += max));
  }
}

/** What an operation makes of a source. */
class Changed implements Source {
  private run = 0;
  /** Units of the run that are done. */
  private done = 0;
  private poolAt = 0;

  constructor(
    private readonly source: Source,
    private readonly operation: Operation,
  ) {}

  read(max: number): string {
    const { runs } = this.operation;
    while (this.run < runs.length) {
      const piece = this.piece(runs[this.run]!, max);
      if (this.done === lengthOf(runs[this.run]!)) this.next();
      if (piece !== "") return piece;
    }
    return "";
  }

  private piece(run: number, max: number): string {
    const length = Math.min(max, lengthOf(run) - this.done);
    if (kindOf(run) === INSERT) {
      this.done += length;
      return this.operation.pool.slice(this.poolAt, (this.poolAt += length));
    }
    const piece = this.source.read(kindOf(run) === DELETE ? lengthOf(run) - this.done : length);
    this.done += piece.length;
    if (piece === "") throw new Error(`a source ended within run ${this.run}`);
    return kindOf(run) === DELETE ? "" : piece;
  }

  private next(): void {
    this.run++;
    this.done = 0;
  }
}
