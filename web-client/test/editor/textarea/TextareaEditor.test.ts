// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TextareaEditor } from "../../../src/editor/textarea/index";
import { Operation, type Selection } from "../../../src/ot/index";

let element: HTMLTextAreaElement;
let editor: TextareaEditor;
let edits: unknown[];
let selections: Selection[];
let compositionsEnded: number;

beforeEach(() => {
  vi.useFakeTimers();
  element = document.body.appendChild(document.createElement("textarea"));
  element.value = "what a browser put back";
  editor = new TextareaEditor(element);
  edits = [];
  selections = [];
  compositionsEnded = 0;
  editor.listen({
    edited: (operation) => edits.push(operation.toJSON()),
    selected: (selection) => selections.push(selection),
    compositionEnded: () => compositionsEnded++,
  });
  editor.setEditable(true);
});

afterEach(() => {
  editor.destroy();
  element.remove();
  vi.useRealTimers();
});

const operation = () => Operation.builder();

/** As a browser does it: what is selected becomes `text`. */
function type(text: string): void {
  element.dispatchEvent(new InputEvent("beforeinput", { inputType: "insertText", data: text }));
  element.setRangeText(text, element.selectionStart, element.selectionEnd, "end");
  element.dispatchEvent(new InputEvent("input"));
}

function press(key: string, options: KeyboardEventInit = { ctrlKey: true }): boolean {
  const event = new KeyboardEvent("keydown", { key, cancelable: true, bubbles: true, ...options });
  element.dispatchEvent(event);
  return event.defaultPrevented;
}

function selection(): [number, number, string] {
  return [element.selectionStart, element.selectionEnd, element.selectionDirection];
}

test("typing is told as an operation over the whole text", () => {
  editor.reset("hello");
  element.setSelectionRange(5, 5);
  type("!");
  expect(edits).toEqual([[5, "!"]]);
  expect(editor.content).toBe("hello!");
});

test("what a selection was replaced by is told as it was done, not as the texts differ", () => {
  editor.reset("aaaa");
  element.setSelectionRange(1, 3);
  type("a");
  expect(edits).toEqual([[1, -2, "a", 1]]);
});

test("what stood in the textarea before is no edit", () => {
  expect(element.value).toBe("");
  element.value = "put back late";
  element.dispatchEvent(new Event("input"));
  editor.reset("the document");
  expect(element.value).toBe("the document");
  expect(edits).toEqual([]);
});

test("others' edits move neither caret nor selection nor its direction, and are not told back", () => {
  editor.reset("one two three");
  element.setSelectionRange(4, 7, "backward");
  editor.apply(operation().insert("zero ").retain(13).build());
  expect(element.value).toBe("zero one two three");
  expect(selection()).toEqual([9, 12, "backward"]);
  editor.apply(operation().retain(12).insert("!").retain(6).build());
  expect(selection()).toEqual([9, 12, "backward"]);
  expect(edits).toEqual([]);
});

test("text that arrives at the caret does not push it along", () => {
  editor.reset("ab");
  element.setSelectionRange(1, 1);
  editor.apply(operation().retain(1).insert("X").retain(1).build());
  expect(selection().slice(0, 2)).toEqual([1, 1]);
});

test("pasted line ends are made one", () => {
  editor.reset("");
  element.value = "a\r\nb\rc";
  element.dispatchEvent(new InputEvent("input"));
  expect(edits).toEqual([["a\nb\nc"]]);
});

test("a line end that another program wrote stays, and counts as two", () => {
  editor.reset("a\r\nb");
  expect(element.value).toBe("a␍\nb");
  element.setSelectionRange(4, 4);
  type("!");
  expect(edits).toEqual([[4, "!"]]);
  expect(editor.content).toBe("a\r\nb!");
  editor.apply(operation().retain(1).delete(1).retain(3).build());
  expect(element.value).toBe("a\nb!");
});

test("half a character becomes U+FFFD, in the textarea too", () => {
  editor.reset("ab");
  element.setSelectionRange(1, 1);
  type("\ud83d");
  expect(edits).toEqual([[1, "\ufffd", 1]]);
  expect(element.value).toBe("a\ufffdb");
  expect(selection().slice(0, 2)).toEqual([2, 2]);
});

test("undo and redo take back the person's own edits, and nobody else's", () => {
  editor.reset("");
  type("mine");
  editor.apply(operation().insert("theirs ").retain(4).build());
  edits = [];
  expect(press("z")).toBe(true);
  expect(editor.content).toBe("theirs ");
  expect(edits).toEqual([[7, -4]]);
  press("z", { ctrlKey: true, shiftKey: true });
  expect(element.value).toBe("theirs mine");
  press("z", { metaKey: true });
  press("y");
  expect(element.value).toBe("theirs mine");
  expect(selection().slice(0, 2)).toEqual([11, 11]);
});

test("undo from the browser's menu goes the same way", () => {
  editor.reset("");
  type("mine");
  const undo = new InputEvent("beforeinput", { inputType: "historyUndo", cancelable: true });
  element.dispatchEvent(undo);
  expect(undo.defaultPrevented).toBe(true);
  expect(element.value).toBe("");
  const redo = new InputEvent("beforeinput", { inputType: "historyRedo", cancelable: true });
  element.dispatchEvent(redo);
  expect(element.value).toBe("mine");
});

test("fresh content forgets what could be undone", () => {
  editor.reset("");
  type("mine");
  editor.reset("fresh");
  press("z");
  expect(editor.content).toBe("fresh");
});

test("other keys are the browser's", () => {
  editor.reset("");
  expect(press("b")).toBe(false);
  expect(press("z", {})).toBe(false);
  expect(press("z", { ctrlKey: true, altKey: true })).toBe(false);
});

test("what cannot be edited stays as it is, and can be read", () => {
  editor.reset("text");
  type("my ");
  editor.setEditable(false);
  expect(element.readOnly).toBe(true);
  expect(element.disabled).toBe(false);
  element.value = "a script's";
  element.dispatchEvent(new InputEvent("input"));
  expect(element.value).toContain("text");
  press("z");
  expect(editor.content).toBe(element.value);
  expect(edits).toHaveLength(1);
});

test("a composition is under way until its last change is in the text", () => {
  editor.reset("");
  element.dispatchEvent(new CompositionEvent("compositionstart"));
  expect(editor.composing).toBe(true);
  type("ni");
  element.dispatchEvent(new CompositionEvent("compositionend"));
  expect(editor.composing).toBe(true);
  element.setRangeText("你", 0, 2, "end");
  vi.runAllTimers();
  expect(editor.composing).toBe(false);
  expect(compositionsEnded).toBe(1);
  expect(edits).toEqual([["ni"], [-2, "你"]]);
});

test("a composition that nobody ended is over when the textarea is left", () => {
  editor.reset("");
  element.dispatchEvent(new CompositionEvent("compositionstart"));
  element.dispatchEvent(new FocusEvent("blur"));
  vi.runAllTimers();
  expect(editor.composing).toBe(false);
  expect(compositionsEnded).toBe(1);
});

test("a selection is told once, from where it was begun to where it ends", () => {
  editor.reset("abcdef");
  element.focus();
  selections = [];
  element.setSelectionRange(1, 4, "backward");
  document.dispatchEvent(new Event("selectionchange"));
  element.dispatchEvent(new Event("select"));
  expect(selections.map(({ ranges }) => ranges)).toEqual([[{ anchor: 4, head: 1 }]]);
});

test("who wants to show the others elsewhere is told of them", () => {
  const seen: unknown[] = [];
  const another = document.body.appendChild(document.createElement("textarea"));
  const showing = new TextareaEditor(another, { showPeople: (people) => seen.push(people) });
  showing.showPeople([]);
  expect(seen).toEqual([[]]);
  showing.destroy();
  another.remove();
});

test("after the end nobody listens", () => {
  editor.reset("");
  editor.destroy();
  type("x");
  expect(edits).toEqual([]);
});
