import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const client = resolve(import.meta.dirname, "../..");
const shown = /<!-- (\S+) -->\n+```\w+\n(.*?)```/gs;

/** The code that a page shows, by the file that it is. */
function shownIn(page: string): [path: string, code: string][] {
  const text = readFileSync(join(client, page), "utf8");
  return [...text.matchAll(shown)].map(([, path, code]) => [path!, code!]);
}

test.each(["README.md", "../README.md"])("what %s shows is what is tested", (page) => {
  for (const [path, code] of shownIn(page)) {
    const file = join(client, page, "..", path);
    expect(existsSync(file), path).toBe(true);
    expect(code, path).toBe(readFileSync(file, "utf8"));
  }
});

test("the front page of the package shows the example and the test", () => {
  expect(shownIn("README.md").map(([path]) => path)).toEqual([
    "examples/textarea/main.ts",
    "test/examples/tunnel.test.ts",
  ]);
});

test("the example is a page of less than fifty lines", () => {
  const files = ["index.html", "main.ts"].map((name) => join(client, "examples/textarea", name));
  const lines = files.map((file) => readFileSync(file, "utf8").split("\n").length - 1);
  expect(lines.reduce((sum, count) => sum + count)).toBeLessThan(50);
});
