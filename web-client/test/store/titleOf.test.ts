import { describe, expect, it } from "vitest";
import { Operation } from "../../src/ot/index";
import { titleOf } from "../../src/store/titleOf";
import { operation } from "../testing/Notation";
import { RandomOperations } from "../testing/RandomOperations";
import { eachSeed } from "../testing/seeds";
import { SplitMix64 } from "../../src/testing/SplitMix64";

describe("the title of a document", () => {
  it.each([
    ["", ""],
    ["A title", "A title"],
    ["  A title  \nand more", "A title"],
    ["\n \n\t\nA title\n", "A title"],
    ["\n \n", ""],
    [" \n".repeat(100) + "A title\n", "A title"],
    ["x".repeat(500), "x".repeat(120)],
    ["x".repeat(119) + "\u{1f600}", "x".repeat(119)],
  ])("(case %#) leaves blank space out, and is no longer than a line", (text, title) => {
    expect(titleOf(text, [])).toBe(title);
  });

  it("is that of the edited text", () => {
    expect(titleOf("old\nrest", [operation("-3 'new' 5"), operation("'very ' 8")])).toBe(
      "very new",
    );
  });

  it("is the same whether edits are applied or looked through", () =>
    eachSeed(300, (seed) => {
      const random = new SplitMix64(seed);
      const operations = new RandomOperations(random, "text");
      let text = operations.content(60).pool;
      const content = text;
      const edits: Operation[] = [];
      for (let edit = 0; edit < 12; edit++) {
        const next = operations.on(Operation.ofText(text));
        edits.push(next);
        text = next.apply(text);
      }
      expect(titleOf(content, edits)).toBe(titleOf(text, []));
    }));

  it("does not read a long text to its end", () => {
    const text = "Title\n" + "x".repeat(5_000_000);
    const edits = Array.from({ length: 200 }, () => Operation.identity(text.length));
    const begin = performance.now();
    expect(titleOf(text, edits)).toBe("Title");
    expect(performance.now() - begin).toBeLessThan(100);
  });
});
