import { expect, test } from "vitest";
import { ago } from "../../src/ui/ago";
import { fileNameOf } from "../../src/ui/download";
import { cleanName, initialsOf } from "../../src/ui/identity";
import { freshDocumentAddress, routeOf } from "../../src/ui/route";
import { titleOf } from "../../src/ui/title";
import { countWords } from "../../src/ui/document/wordCount";

test.each([
  ["", "Untitled"],
  ["\n \n---\n\n", "Untitled"],
  ["Plain words\nmore", "Plain words"],
  ["\n\n  ## A heading  \n", "A heading"],
  ["> quoted", "quoted"],
  ["- **Bold** and `code`", "Bold and code"],
  ["12. twelfth", "twelfth"],
  ["👩‍🚀\nnext", "👩‍🚀"],
  ["#hashtag", "#hashtag"],
  ["<b>not html</b>", "<b>not html</b>"],
  ["a_name and 2 * 3", "a_name and 2 * 3"],
])("the title of %j is %j", (text, title) => {
  expect(titleOf(text)).toBe(title);
});

test("a long title is shortened, and never within a character", () => {
  const title = titleOf("x".repeat(118) + "😀😀");
  expect(title.length).toBeLessThanOrEqual(121);
  expect(title).toMatch(/x…$|😀…$/u);
});

test.each([
  ["  Ada  ", "Ada"],
  ["\u202eevil\u2066", "evil"],
  ["a\u0000b\nc", "abc"],
  ["\ud83d", ""],
  ["   ", ""],
  ["<img src=x>", "<img src=x>"],
])("the name %j becomes %j", (typed, name) => {
  expect(cleanName(typed)).toBe(name);
});

test("a name has at most 64 units and ends with a whole character", () => {
  expect(cleanName("x".repeat(63) + "😀")).toBe("x".repeat(63));
  expect(cleanName("y".repeat(100))).toHaveLength(64);
});

test.each([
  ["Ada Lovelace", "AL"],
  ["ada", "A"],
  ["Juan Carlos de Borbón", "JB"],
  ["👨‍👩‍👧 family", "👨‍👩‍👧F"],
  ["", ""],
])("the initials of %j are %j", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

const minute = 60_000;
const now = Date.UTC(2026, 10, 22);
test.each([
  [now + minute, "just now"],
  [now - 20_000, "just now"],
  [now - 50_000, "1 minute ago"],
  [now - 44 * minute, "44 minutes ago"],
  [now - 100 * minute, "2 hours ago"],
  [now - 26 * 60 * minute, "yesterday"],
  [now - 9 * 24 * 60 * minute, "9 days ago"],
  [now - 60 * 24 * 60 * minute, "2 months ago"],
  [now - 800 * 24 * 60 * minute, "2 years ago"],
])("%d was %j", (then, words) => {
  expect(ago(then, now)).toBe(words);
});

test.each([
  ["/", { page: "list" }],
  ["/d/abc_-9", { page: "document", id: "abc_-9", fresh: false }],
  ["/d/abc/", { page: "document", id: "abc", fresh: false }],
  ["/storage", { page: "storage" }],
  ["/diagnostics", { page: "diagnostics" }],
  ["/d/", { page: "nowhere" }],
  ["/d/a%3Cb", { page: "nowhere" }],
  [`/d/${"x".repeat(129)}`, { page: "nowhere" }],
  ["/elsewhere", { page: "nowhere" }],
])("the address %s leads to %j", (path, route) => {
  expect(routeOf(path)).toEqual(route);
});

test("the address of a document that was made just now says so", () => {
  const address = new URL(freshDocumentAddress("abc"), "http://localhost");
  expect(routeOf(address.pathname, address.hash)).toEqual({
    page: "document",
    id: "abc",
    fresh: true,
  });
});

test.each([
  ["two words", 2],
  ["", 0],
  ["don't stop – ever", 3],
  ["私は学生です", 3],
  ["👨‍👩‍👧", 0],
])("%j has %d words", (text, count) => {
  expect(countWords(text)).toBeGreaterThanOrEqual(count);
  expect(countWords(text)).toBeLessThanOrEqual(count + 2);
});

test.each([
  ["Field notes", "Field-notes.md"],
  ["../../etc/passwd", "etc-passwd.md"],
  ["日記 2026", "日記-2026.md"],
  ["???", "document.md"],
])("%j is saved as %j", (title, fileName) => {
  expect(fileNameOf(title)).toBe(fileName);
});
