import { expect, test } from "vitest";
import type { ShelvedDocument } from "../../src/store/index";
import { bytesWords } from "../../src/ui/bytesWords";
import { merged } from "../../src/ui/list/ListedDocument";

const nobody: ReadonlySet<string> = new Set();

function shelved(doc: string, more: Partial<ShelvedDocument> = {}): ShelvedDocument {
  const nothing = { revision: 1, bytes: 10, unsentEdits: 0, unsentSince: null, copies: 0 };
  return { doc, title: `${doc} here`, openedAt: 50, ...nothing, ...more };
}

function summary(id: string, changedAt = 100) {
  return { id, title: `${id} there`, changedAt };
}

test("before the server answers, the list is what this device has", () => {
  const [only, ...others] = merged([shelved("a")], null, nobody);
  expect(others).toEqual([]);
  expect(only).toEqual({
    id: "a",
    title: "a here",
    touched: { how: "opened", at: 50 },
    here: true,
    unsentEdits: 0,
    waits: false,
  });
});

test("a document of both is one row, in the server's words", () => {
  const [row, ...others] = merged([shelved("a")], [summary("a")], nobody);
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    title: "a there",
    touched: { how: "changed", at: 100 },
    here: true,
  });
});

test("while it has unsent edits, its title is the one of this device", () => {
  const [row] = merged([shelved("a", { unsentEdits: 3 })], [summary("a")], nobody);
  expect(row).toMatchObject({ title: "a here", unsentEdits: 3 });
});

test("the server's empty title gives way to the one of this device", () => {
  const [row] = merged([shelved("a")], [{ ...summary("a"), title: "" }], nobody);
  expect(row?.title).toBe("a here");
});

test("the last touched comes first, wherever it is from", () => {
  const here = [shelved("old", { openedAt: 10 }), shelved("new", { openedAt: 150 })];
  const rows = merged(here, [summary("there", 100), summary("ancient", 5)], nobody);
  expect(rows.map(({ id }) => id)).toEqual(["new", "there", "old", "ancient"]);
});

test("only unsent edits wait for the person", () => {
  const here = [shelved("sent"), shelved("unsent", { unsentEdits: 1 })];
  const rows = merged(here, null, new Set(["sent", "unsent"]));
  expect(rows.filter(({ waits }) => waits).map(({ id }) => id)).toEqual(["unsent"]);
});

test.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1000, "1 kB"],
  [1240, "1.2 kB"],
  [9960, "10 kB"],
  [48_300, "48 kB"],
  [999_600, "1 MB"],
  [1_482_000, "1.5 MB"],
  [10_737_418_240, "11 GB"],
  [2e15, "2000 TB"],
])("%d bytes are %j", (bytes, words) => {
  expect(bytesWords(bytes)).toBe(words);
});
