// @vitest-environment jsdom
import "./layout";
import type { EditorView } from "@codemirror/view";
import { expect, test } from "vitest";
import { Operation } from "../../../src/ot/index";
import { CodeMirrorEditor } from "../../../src/editor/codemirror/index";

/** Everything that some program somewhere takes for the end of a line. */
const separators = ["\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085", "\v", "\f", "\n\r", "\0"];

function editorOf(content: string): CodeMirrorEditor {
  const editor = new CodeMirrorEditor(document.body);
  editor.reset(content);
  return editor;
}

function paste(view: EditorView, text: string): void {
  const clipboardData = { getData: () => text, files: [], types: ["text/plain"] };
  const event = new Event("paste", { bubbles: true, cancelable: true });
  view.contentDOM.dispatchEvent(Object.assign(event, { clipboardData }));
}

test.each(separators)("what the log holds is kept to the unit: %j", (separator) => {
  const content = `a${separator}b`;
  const editor = editorOf(content);
  expect(editor.content).toBe(content);
  expect(editor.view.state.doc.length).toBe(content.length);
});

test.each(separators)("a remote edit with it, and one behind it, arrive whole: %j", (separator) => {
  const editor = editorOf("ab");
  editor.apply(Operation.builder().retain(1).insert(separator).retain(1).build());
  expect(editor.content).toBe(`a${separator}b`);
  editor.apply(
    Operation.builder()
      .retain(2 + separator.length)
      .insert("!")
      .build(),
  );
  expect(editor.content).toBe(`a${separator}b!`);
});

test("pasted line ends of other systems become one unit each", () => {
  const editor = editorOf("");
  const edits: string[] = [];
  editor.listen({
    edited: (operation) => edits.push(String(operation)),
    selected: () => undefined,
    compositionEnded: () => undefined,
  });
  paste(editor.view, "one\r\ntwo\rthree\n");
  expect(editor.content).toBe("one\ntwo\nthree\n");
  expect(edits).toEqual(['["one\\ntwo\\nthree\\n"]']);
});
