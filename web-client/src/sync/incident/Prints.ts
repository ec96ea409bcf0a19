import type { Operation } from "../../ot/index";
import { DELETE, INSERT, kindOf, lengthOf } from "../../ot/runs";
import { sha256 } from "./sha256";

/** 64 bits, as 16 hexadecimal digits. */
const PRINT_BYTES = 8;

/**
 * Fingerprints of texts and operations that only those can compare with anything who know the
 * document's lineage: whoever has its log, and those who may open it.
 *
 * A plain hash would give the text away. From those of two revisions that are one letter apart,
 * the letter can be had by trying all letters, and from the first letter on.
 */
export class Prints {
  constructor(private readonly lineage: string) {}

  /** By this a log is found again. */
  get key(): string {
    return this.of("lineage");
  }

  /** Of an outbox, by its public name. */
  site(site: string): string {
    return this.of("site", site);
  }

  /** Of the text at `revision`, by its `contentHash`. */
  text(revision: number, hash: number): string {
    return this.of("text", revision, hash);
  }

  /** Of the operation that leads to `revision`. */
  operation(revision: number, operation: Operation): string {
    return this.of("operation", revision, spelt(operation));
  }

  /** Of all that the operation of this name inserts: that stays as it is wherever it is moved. */
  inserted(sequence: number, { pool }: Operation): string {
    return this.of("inserted", sequence, pool);
  }

  private of(...parts: readonly (string | number)[]): string {
    const bytes = sha256(new TextEncoder().encode([this.lineage, ...parts].join("\n")));
    return [...bytes.subarray(0, PRINT_BYTES)]
      .map((byte) => byte.toString(16).padStart(2, "0"))
      .join("");
  }
}

/** Told apart from all others without JSON, whose writers differ in what they escape. */
function spelt(operation: Operation): string {
  let at = 0;
  const spell = (run: number) => {
    const length = lengthOf(run);
    if (kindOf(run) !== INSERT) return kindOf(run) === DELETE ? `-${length}` : `=${length}`;
    return `+${length}:${operation.pool.slice(at, (at += length))}`;
  };
  return operation.runs.map(spell).join("");
}
