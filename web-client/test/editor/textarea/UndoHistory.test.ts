import { expect, test, vi } from "vitest";
import { operationOf, type Change } from "../../../src/editor/textarea/changeBetween";
import { UndoHistory } from "../../../src/editor/textarea/UndoHistory";
import { Operation } from "../../../src/ot/index";
import { SplitMix64 } from "../../../src/testing/SplitMix64";
import { eachSeed, tiered } from "../../testing/seeds";

vi.setConfig({ testTimeout: 60_000 });

/** A text that its author and others change, each character another one. */
class Desk {
  readonly history = new UndoHistory();
  readonly mine = new Set<string>();
  /** What is there if all that the author did is taken away. */
  readonly expected: Set<string>;
  private at = 0;
  private next = 0x4e00;

  constructor(
    private readonly random: SplitMix64,
    public text = "abcdef",
  ) {
    this.expected = new Set(text);
  }

  /** The author edits; now and then after a pause. */
  edit(): void {
    const change = this.change();
    for (const letter of change.insert) this.mine.add(letter);
    this.at += this.random.oneIn(3) ? 5_000 : 10;
    this.history.edited(change, this.text, this.at);
    this.text = operationOf(change, this.text.length).apply(this.text);
  }

  othersEdit(): void {
    const change = this.change();
    for (const letter of this.text.slice(change.from, change.to)) this.expected.delete(letter);
    for (const letter of change.insert) this.expected.add(letter);
    const operation = operationOf(change, this.text.length);
    this.history.passed(operation);
    this.text = operation.apply(this.text);
  }

  turn(step: "undo" | "redo"): boolean {
    const operation = this.history[step](this.text);
    if (operation === null) return false;
    this.text = operation.apply(this.text);
    return true;
  }

  private change(): Change {
    const from = this.random.below(this.text.length + 1);
    const to = Math.min(this.text.length, from + this.random.below(3));
    let insert = "";
    for (let count = this.random.below(3); count > 0; count--) {
      insert += String.fromCharCode(this.next++);
    }
    return { from, to, insert };
  }
}

test("when everything is undone, all that others wrote is there, and nothing of the author's", () => {
  eachSeed(tiered(500, 20_000), (seed) => {
    const random = new SplitMix64(seed);
    const desk = new Desk(random);
    for (let turn = random.below(30); turn > 0; turn--) {
      const what = random.below(6);
      if (what < 3) desk.edit();
      else if (what < 5) desk.othersEdit();
      else desk.turn(random.oneOf(["undo", "redo"]));
    }
    while (desk.turn("undo")) if (random.oneIn(3)) desk.othersEdit();
    const there = new Set(desk.text);
    expect(there.size, "a character is there twice").toBe(desk.text.length);
    expect([...there].filter((letter) => desk.mine.has(letter))).toEqual([]);
    // What the author has deleted cannot be deleted by others; undone, it is back.
    const wanted = [...desk.expected].filter((letter) => !desk.mine.has(letter));
    expect([...there].sort()).toEqual(wanted.sort());
  });
});

test("what was undone comes back, to the letter, unless something else is done", () => {
  eachSeed(tiered(500, 20_000), (seed) => {
    const random = new SplitMix64(seed);
    const desk = new Desk(random);
    for (let turn = 10 + random.below(20); turn > 0; turn--) {
      if (random.oneIn(3)) desk.othersEdit();
      else desk.edit();
    }
    const texts = [desk.text];
    while (desk.turn("undo")) texts.push(desk.text);
    for (texts.pop(); texts.length > 0; texts.pop()) {
      expect(desk.turn("redo")).toBe(true);
      expect(desk.text).toBe(texts.at(-1));
    }
    expect(desk.turn("redo")).toBe(false);
    desk.turn("undo");
    desk.edit();
    expect(desk.turn("redo")).toBe(false);
  });
});

const insert = (at: number, text: string): Change => ({ from: at, to: at, insert: text });

test("a word is one step, and so is what follows a pause", () => {
  const history = new UndoHistory();
  let text = "";
  const type = (letter: string, at: number) => {
    history.edited(insert(text.length, letter), text, at);
    text += letter;
  };
  type("a", 0);
  type("b", 300);
  type("c", 5_000);
  text = history.undo(text)!.apply(text);
  expect(text).toBe("ab");
  text = history.undo(text)!.apply(text);
  expect(text).toBe("");
  expect(history.undo(text)).toBeNull();
});

test("a composition is one step, however often it changes its mind", () => {
  const history = new UndoHistory();
  history.edited(insert(0, "n"), "", 0, true);
  history.edited({ from: 0, to: 1, insert: "ni" }, "n", 9_000, true);
  history.edited({ from: 0, to: 2, insert: "你" }, "ni", 99_000, true);
  expect(history.undo("你")!.apply("你")).toBe("");
});

test("a step that others have made undone is skipped", () => {
  const history = new UndoHistory();
  history.edited(insert(0, "a"), "", 0);
  history.edited(insert(1, "b"), "a", 9_000);
  const gone = Operation.builder().retain(1).delete(1).build();
  history.passed(gone);
  expect(history.undo("a")!.apply("a")).toBe("");
});

test("five hundred steps are kept, and no more", () => {
  const history = new UndoHistory();
  let text = "";
  for (let step = 0; step < 600; step++) {
    history.edited(insert(text.length, "x"), text, step * 9_000);
    text += "x";
  }
  let undone = 0;
  for (let back = history.undo(text); back !== null; back = history.undo(text)) {
    text = back.apply(text);
    undone++;
  }
  expect(undone).toBe(500);
});
