// @vitest-environment jsdom
import "./layout";
import { expect, test } from "vitest";
import { SplitMix64 } from "../../../src/testing/SplitMix64";
import { hasLoneSurrogate } from "../../../src/ot/surrogates";
import { CodeMirrorEditor } from "../../../src/editor/codemirror/index";

const grin = "😀"; // D83D DE00
const beam = "😁"; // D83D DE01
const high = "\ud83d";
const low = "\ude01";

interface Case {
  readonly what: string;
  readonly before: string;
  readonly change: readonly [from: number, to: number, insert: string];
  readonly after: string;
}

const cases: readonly Case[] = [
  { what: "only the second half differs", before: grin, change: [1, 2, low], after: beam },
  { what: "only the first half is deleted", before: `a${grin}b`, change: [1, 2, ""], after: "ab" },
  { what: "only the second half is deleted", before: `a${grin}b`, change: [2, 3, ""], after: "ab" },
  { what: "a stretch ends within a pair", before: `ab${grin}c`, change: [1, 3, ""], after: "ac" },
  { what: "text comes between the halves", before: grin, change: [1, 1, "x"], after: `${grin}x` },
  { what: "a high half is pasted", before: "ab", change: [1, 1, high], after: "a\ufffdb" },
  { what: "a low half is pasted", before: "ab", change: [1, 1, `x${low}`], after: "ax\ufffdb" },
  { what: "a whole pair is pasted", before: "ab", change: [1, 1, grin], after: `a${grin}b` },
  { what: "a half is pasted over a half", before: grin, change: [0, 1, low], after: "\ufffd" },
];

function editorOf(content: string): { editor: CodeMirrorEditor; edited: () => string } {
  const editor = new CodeMirrorEditor(document.body);
  editor.reset(content);
  let text = content;
  editor.listen({
    edited: (operation) => (text = operation.apply(text)),
    selected: () => undefined,
    compositionEnded: () => undefined,
  });
  return { editor, edited: () => text };
}

test.each(cases)("$what", ({ before, change: [from, to, insert], after }) => {
  const { editor, edited } = editorOf(before);
  editor.view.dispatch({ changes: { from, to, insert }, userEvent: "input" });
  expect(editor.content).toBe(after);
  expect(edited()).toBe(after);
});

test("two halves of one character deleted in one go delete it once", () => {
  const { editor } = editorOf(`a${grin}b`);
  editor.view.dispatch({
    changes: [
      { from: 1, to: 2, insert: "" },
      { from: 2, to: 3, insert: "x" },
    ],
  });
  expect(editor.content).toBe("axb");
});

test("the caret stands behind what was repaired", () => {
  const { editor } = editorOf(`a${grin}b`);
  editor.view.dispatch({ changes: { from: 2, insert: "xy" }, selection: { anchor: 4 } });
  expect(editor.content).toBe(`a${grin}xyb`);
  expect(editor.view.state.selection.main.head).toBe(5);
});

test("random changes at random places never leave half of a character", () => {
  const seed = 20261122;
  const random = new SplitMix64(seed);
  const pieces = [grin, beam, high, low, "a", "\n", "👨‍👩‍👧", ""];
  const { editor, edited } = editorOf(grin);
  for (let edit = 0; edit < 600; edit++) {
    const { length } = editor.view.state.doc;
    const from = random.below(length + 1);
    const to = Math.min(length, from + random.below(4));
    editor.view.dispatch({ changes: { from, to, insert: random.oneOf(pieces) } });
    expect(hasLoneSurrogate(editor.content), `seed ${seed}, edit ${edit}`).toBe(false);
    expect(edited(), `seed ${seed}, edit ${edit}`).toBe(editor.content);
  }
});
