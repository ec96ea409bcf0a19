import { contentHash, Operation } from "../../src/ot/index";
import { RandomOperations } from "../testing/RandomOperations";
import { SplitMix64 } from "../../src/testing/SplitMix64";

/** Promise A3: the digest of what `count` seeds come to. CrossCheck.java computes the same. */
export function crossCheckDigest(firstSeed: number, count: number): number {
  let lines = "";
  for (let seed = firstSeed; seed < firstSeed + count; seed++) lines += line(seed);
  return contentHash(lines);
}

function line(seed: number): string {
  const random = new SplitMix64(seed);
  const operations = new RandomOperations(random, seed % 2 === 0 ? "text" : "rich-text");
  const content = operations.content(12);
  const first = operations.on(content);
  const second = operations.on(content.compose(first));
  const later = operations.on(content);
  const position = random.below(content.targetLength + 1);
  const moved = Operation.transform(first, later);
  const results = [
    content,
    first,
    second,
    later,
    first.compose(second),
    moved.earlier,
    moved.later,
    first.invert(content),
    `${first.movePosition(position, "LEFT")} ${first.movePosition(position, "RIGHT")}`,
  ];
  return results.map((result) => `${result.toString()}\n`).join("");
}
