import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { Operation, type DocumentType, type Stickiness } from "../../src/ot/index";
import { crossCheckDigest } from "./crossCheck";
import { tiered } from "../testing/seeds";

vi.setConfig({ testTimeout: 120_000 });

type Json = readonly unknown[];

/** The contract between the two languages: ot-core writes these files, and both must pass them. */
function vectors<T>(name: string): T {
  const path = new URL(`../../../ot-core/vectors/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8")) as T;
}

function read(json: Json): Operation {
  return Operation.fromJSON(json, "rich-text");
}

describe("the vectors of ot-core", () => {
  it("apply", () => {
    for (const { before, operation, after } of vectors<
      readonly { before: string; operation: Json; after: string }[]
    >("apply")) {
      expect(Operation.fromJSON(operation, "text").apply(before)).toBe(after);
    }
  });

  it("compose", () => {
    for (const { first, second, composed } of vectors<
      readonly { first: Json; second: Json; composed: Json }[]
    >("compose")) {
      expect(read(first).compose(read(second)).toJSON()).toEqual(composed);
    }
  });

  it("transform", () => {
    for (const { earlier, later, earlierAfterLater, laterAfterEarlier } of vectors<
      readonly { earlier: Json; later: Json; earlierAfterLater: Json; laterAfterEarlier: Json }[]
    >("transform")) {
      const moved = Operation.transform(read(earlier), read(later));
      expect(moved.earlier.toJSON()).toEqual(earlierAfterLater);
      expect(moved.later.toJSON()).toEqual(laterAfterEarlier);
    }
  });

  it("invert", () => {
    for (const { content, operation, inverse } of vectors<
      readonly { content: Json; operation: Json; inverse: Json }[]
    >("invert")) {
      expect(read(operation).invert(read(content)).toJSON()).toEqual(inverse);
    }
  });

  it("move positions", () => {
    for (const { operation, left, right } of vectors<
      readonly { operation: Json; left: number[]; right: number[] }[]
    >("positions")) {
      const moved = (stickiness: Stickiness) =>
        left.map((_, before) => read(operation).movePosition(before, stickiness));
      expect(moved("LEFT")).toEqual(left);
      expect(moved("RIGHT")).toEqual(right);
    }
  });

  it("refuse", () => {
    for (const { type, operation, reason } of vectors<
      readonly { type: DocumentType; operation: Json; reason: string }[]
    >("refused")) {
      expect(() => Operation.fromJSON(operation, type), JSON.stringify(operation)).toThrow(
        expect.objectContaining({ reason }) as Error,
      );
    }
  });

  it("come out of the same seeds in both languages", { timeout: 900_000 }, () => {
    const { block, digests } = vectors<{ block: number; digests: number[] }>(
      tiered("digests", "many-digests"),
    );
    const ours = digests.map((_, index) => crossCheckDigest(index * block, block));
    const different = digests.findIndex((digest, index) => digest !== ours[index]);
    expect(different === -1 ? "none" : `seeds from ${different * block} on`).toBe("none");
  });
});
