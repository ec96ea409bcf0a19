import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Meeting } from "./support/Meeting";
import type { Person } from "./support/Person";
import { eventually } from "./support/eventually";

let meeting: Meeting;

beforeAll(async () => {
  meeting = await Meeting.begin();
});

afterEach(() => meeting.leave());

afterAll(() => meeting.end());

async function pair(content: string): Promise<{ id: string; ada: Person; bo: Person }> {
  const id = await meeting.server.create(content);
  const ada = await meeting.join(id, "Ada", "#d43d51");
  const bo = await meeting.join(id, "Bo", "#0a8f86");
  return { id, ada, bo };
}

test("text that arrives exactly at the caret does not push it along", async () => {
  const { ada, bo } = await pair("one two");
  await ada.select(3);
  await bo.select(3);
  await bo.type(" and a half");
  await ada.sees("one and a half two");
  expect(await ada.caret()).toBe(3);
  await ada.type("!");
  await bo.sees("one! and a half two");
});

test("what others write above does not scroll the page, nor move what is read", async () => {
  const lines = Array.from({ length: 400 }, (_, line) => `Line ${line} of a long text.`).join("\n");
  const { ada, bo } = await pair(lines);
  const reading = lines.indexOf("Line 300 ");
  await ada.select(reading);
  await ada.press("ArrowRight");
  const line = ada.page.locator(".cm-line", { hasText: "Line 300 " });
  const before = await line.boundingBox();
  await bo.select(0);
  await bo.paste("Something new\n".repeat(12));
  await ada.sees("Something new\n".repeat(12) + lines);
  await eventually(
    "the line that is read stays where it was",
    () => line.boundingBox(),
    (box) => box !== null && before !== null && Math.abs(box.y - before.y) < 2,
  );
  expect(await ada.caret()).toBe(reading + 1 + 14 * 12);
  await bo.press("Control+End");
  await bo.type("the end");
  await ada.sees(`${"Something new\n".repeat(12)}${lines}the end`);
  const after = await line.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(2);
});

test("undo takes back only one's own edits, also with others' in between", async () => {
  const { id, ada, bo } = await pair("");
  await ada.type("mine ");
  await bo.sees("mine ");
  await bo.press("Control+End");
  await bo.type("theirs");
  await ada.sees("mine theirs");
  await ada.press("Control+z");
  await bo.sees("theirs");
  await ada.press("Control+z");
  await ada.press("Control+y");
  await bo.sees("mine theirs");
  expect(await meeting.agreement(id)).toBe("mine theirs");
});

test("a composition of an input method survives what arrives meanwhile", async () => {
  const { id, ada, bo } = await pair("start\nend");
  await ada.select(5);
  const ime = await ada.context.newCDPSession(ada.page);
  const compose = (text: string) =>
    ime.send("Input.imeSetComposition", {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  await compose("に");
  await bo.sees("startに\nend");
  await bo.select(0);
  await bo.type("<<");
  await bo.select(8);
  await bo.type(">>");
  await eventually(
    "Bo's edits are stored",
    () => meeting.server.content(id),
    (text) => text === "<<startに>>\nend",
  );
  await compose("にほ");
  await compose("にほん");
  expect(await ada.content()).toBe("startにほん\nend");
  await ime.send("Input.insertText", { text: "日本" });
  expect(await meeting.agreement(id)).toBe("<<start日本>>\nend");
  await ada.type("!");
  expect(await meeting.agreement(id)).toBe("<<start日本!>>\nend");
});

test("others' carets and selections are shown with names, and not in the text itself", async () => {
  const { ada, bo } = await pair("one two three");
  await bo.select(4, 7);
  const name = ada.page.locator(".cm-person-name");
  await eventually(
    "Bo's name is there",
    () => name.allTextContents(),
    (names) => names.join() === "Bo",
  );
  // Bo may be known by name before it is known what Bo selected.
  await ada.page.locator(".cm-person-selection").first().waitFor();
  expect(await ada.text.textContent()).toBe("one two three");
  await bo.leave();
  meeting.people.pop();
  await eventually(
    "Bo's caret goes",
    () => name.count(),
    (count) => count === 0,
  );
});

test("a character of two units is written over, deleted and joined as a whole", async () => {
  const { id, ada } = await pair("a😀b");
  await ada.select(1, 3);
  await ada.page.keyboard.insertText("😁");
  expect(await meeting.agreement(id)).toBe("a😁b");
  await ada.select(3);
  await ada.press("Backspace");
  expect(await meeting.agreement(id)).toBe("ab");
  await ada.paste("\ud83dbroken\ude00");
  expect(await meeting.agreement(id)).toBe("a\ufffdbroken\ufffdb");
});

test("line ends of a text that another program wrote are counted as the server counts them", async () => {
  const { id, ada, bo } = await pair("a\r\nb\rc\u2028d");
  await ada.press("Control+End");
  await ada.type("!");
  expect(await meeting.agreement(id)).toBe("a\r\nb\rc\u2028d!");
  await bo.select(0);
  await bo.type("?");
  expect(await meeting.agreement(id)).toBe("?a\r\nb\rc\u2028d!");
});

test("several carets and a dropped text are edits like any other", async () => {
  const { id, ada, bo } = await pair("one\ntwo\nthree");
  await ada.select(0);
  await ada.press("Control+Alt+ArrowDown", "Control+Alt+ArrowDown");
  await ada.type("- ");
  await bo.sees("- one\n- two\n- three");
  await ada.text.evaluate((editor) => {
    const { left, top } = editor.querySelector(".cm-line")!.getBoundingClientRect();
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/plain", "dropped\r\n👩‍🚀\r");
    const drop = { clientX: left, clientY: top + 4, dataTransfer, bubbles: true, cancelable: true };
    editor.dispatchEvent(new DragEvent("drop", drop));
  });
  const text = await meeting.agreement(id);
  expect(text.replace("dropped\n👩‍🚀\n", "")).toBe("- one\n- two\n- three");
  expect(text).toContain("dropped\n👩‍🚀\n");
});
