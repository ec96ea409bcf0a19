// @vitest-environment jsdom
import "./layout";
import { redo, undo } from "@codemirror/commands";
import { EditorSelection } from "@codemirror/state";
import { beforeEach, expect, test } from "vitest";
import { Operation, Range, type Selection } from "../../../src/ot/index";
import { CodeMirrorEditor } from "../../../src/editor/codemirror/index";

let editor: CodeMirrorEditor;
let edits: Operation[];
let selections: Selection[];

beforeEach(() => {
  editor = new CodeMirrorEditor(document.body);
  edits = [];
  selections = [];
  editor.listen({
    edited: (operation) => edits.push(operation),
    selected: (selection) => selections.push(selection),
    compositionEnded: () => undefined,
  });
});

const operation = () => Operation.builder();

function type(text: string, from: number, to = from): void {
  editor.view.dispatch({
    changes: { from, to, insert: text },
    selection: { anchor: from + text.length },
    userEvent: "input.type",
  });
}

function caret(): number {
  return editor.view.state.selection.main.head;
}

test("typing is told as an operation over the whole text", () => {
  editor.reset("hello");
  type("!", 5);
  expect(edits.map(String)).toEqual(['[5,"!"]']);
});

test("a selection that is typed over is deleted first", () => {
  editor.reset("one two three");
  type("2", 4, 7);
  expect(edits.map(String)).toEqual(['[4,-3,"2",6]']);
});

test("several carets make one operation", () => {
  editor.reset("a\nb\nc");
  const carets = [1, 3, 5].map((position) => EditorSelection.cursor(position));
  editor.view.dispatch({ selection: EditorSelection.create(carets) });
  editor.view.dispatch(editor.view.state.replaceSelection(";"));
  expect(edits.map(String)).toEqual(['[1,";",2,";",2,";"]']);
  expect(selections.at(-1)?.ranges).toEqual([2, 5, 8].map((position) => Range.caret(position)));
});

test("fresh content and remote edits are not told", () => {
  editor.reset("hello");
  editor.apply(operation().retain(5).insert(" there").build());
  expect(editor.content).toBe("hello there");
  expect(edits).toEqual([]);
  expect(selections).toEqual([]);
});

test("a caret where remote text arrives stays to the left of it", () => {
  editor.reset("ab");
  editor.view.dispatch({ selection: { anchor: 1 } });
  editor.apply(operation().retain(1).insert("XYZ").retain(1).build());
  expect(caret()).toBe(1);
});

test("a remote edit before the caret takes the caret along with its text", () => {
  editor.reset("ab");
  editor.view.dispatch({ selection: { anchor: 2 } });
  editor.apply(operation().insert("__").retain(2).build());
  expect(caret()).toBe(4);
});

test("a selection does not grow by remote text at its edges", () => {
  editor.reset("abcd");
  editor.view.dispatch({ selection: { anchor: 1, head: 3 } });
  editor.apply(operation().retain(1).insert("<").retain(2).insert(">").retain(1).build());
  const { anchor, head } = editor.view.state.selection.main;
  expect(editor.content.slice(anchor, head)).toBe("bc");
});

test("undo takes back only what the person did themselves", () => {
  editor.reset("");
  type("mine", 0);
  editor.apply(operation().retain(4).insert(" theirs").build());
  editor.apply(operation().retain(2).insert("--").retain(9).build());
  expect(editor.content).toBe("mi--ne theirs");
  undo(editor.view);
  expect(editor.content).toBe("-- theirs");
  redo(editor.view);
  expect(editor.content).toBe("mi--ne theirs");
});

test("when nothing of one's own is left, undo does nothing", () => {
  editor.reset("");
  editor.apply(operation().insert("theirs").build());
  expect(undo(editor.view)).toBe(false);
  expect(editor.content).toBe("theirs");
});

test("an undo is an edit like any other", () => {
  editor.reset("x");
  type("y", 1);
  undo(editor.view);
  expect(edits.map(String)).toEqual(['[1,"y"]', "[1,-1]"]);
});

test("fresh content forgets the undo history and keeps the caret in the text", () => {
  editor.reset("long enough");
  type("!", 11);
  editor.reset("short");
  expect(caret()).toBe(5);
  expect(undo(editor.view)).toBe(false);
});

test("a text that may not be changed is still reached by keyboard", () => {
  editor.setEditable(false);
  expect(editor.view.state.readOnly).toBe(true);
  expect(editor.view.contentDOM.getAttribute("aria-readonly")).toBe("true");
  expect(editor.view.contentDOM.tabIndex).toBe(0);
  editor.setEditable(true);
  expect(editor.view.contentDOM.getAttribute("contenteditable")).toBe("true");
});

test("who stopped listening is told nothing", () => {
  const silent: Operation[] = [];
  const stop = editor.listen({
    edited: (edit) => silent.push(edit),
    selected: () => undefined,
    compositionEnded: () => undefined,
  });
  stop();
  type("x", 0);
  expect(silent).toEqual([]);
  expect(edits).toHaveLength(1);
});
