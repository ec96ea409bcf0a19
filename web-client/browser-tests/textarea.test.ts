import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { build, preview, type PreviewServer } from "vite";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ownPackage } from "../build/ownPackage.ts";
import { accessibilityProblems } from "./support/accessibility";
import { launchChromium } from "./support/chromium";
import { eventually } from "./support/eventually";
import { ServerProcess } from "./support/ServerProcess";

const example = resolve(import.meta.dirname, "../examples/textarea");
const DOC = "minutes";
const family = "👨‍👩‍👧‍👦";

let folder: string;
let pages: PreviewServer;
let server: ServerProcess;
let browser: Browser;
const people: Writer[] = [];

/** Somebody at the example's page, in a browser of their own. */
class Writer {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly complaints: string[],
  ) {}

  static async arrive(options: { viewport?: { width: number; height: number } } = {}) {
    const context = await browser.newContext(options);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const complaints: string[] = [];
    const person = new Writer(context, await context.newPage(), complaints);
    people.push(person);
    person.page.on("pageerror", (error) => complaints.push(String(error)));
    await person.page.goto(address());
    await person.saved();
    return person;
  }

  get text() {
    return this.page.getByRole("textbox", { name: "Minutes" });
  }

  content(): Promise<string> {
    return this.text.inputValue();
  }

  async says(what: RegExp): Promise<void> {
    await eventually(
      `the status line says ${what.source}`,
      () => this.page.getByRole("status").textContent(),
      (said) => what.test(said ?? ""),
    );
  }

  saved(): Promise<void> {
    return this.says(/^All changes saved$/);
  }

  async sees(content: string): Promise<void> {
    await eventually(
      "the text is here",
      () => this.content(),
      (seen) => seen === content,
    );
  }

  select(start: number, end = start, direction: "forward" | "backward" = "forward") {
    return this.text.evaluate(
      (element: HTMLTextAreaElement, selection) => {
        element.focus();
        element.setSelectionRange(...selection);
      },
      [start, end, direction] as const,
    );
  }

  selection(): Promise<[number, number, string]> {
    return this.text.evaluate((element: HTMLTextAreaElement) => [
      element.selectionStart,
      element.selectionEnd,
      element.selectionDirection,
    ]);
  }

  async paste(text: string): Promise<void> {
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.page.keyboard.press("Control+V");
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
}

function address(): string {
  return pages.resolvedUrls!.local[0]!;
}

/** What everybody has, the server included. */
async function agreement(): Promise<string> {
  for (const person of people) await person.saved();
  const texts = await eventually(
    "everybody and the server have the same text",
    () => Promise.all([server.content(DOC), ...people.map((person) => person.content())]),
    (seen) => seen.every((text) => text === seen[0]),
  );
  return texts[0];
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rejoin-example-"));
  pages = await preview({
    configFile: false,
    root: example,
    logLevel: "error",
    build: { outDir: folder },
    preview: { port: 0, host: "127.0.0.1" },
  });
  server = await ServerProcess.start({ origins: [new URL(address()).origin] });
  await build({
    configFile: false,
    root: example,
    logLevel: "error",
    resolve: { alias: ownPackage },
    build: { outDir: folder, emptyOutDir: true },
    plugins: [
      {
        name: "the test's server",
        enforce: "pre",
        transform: (code) => code.replace("localhost:8080", `127.0.0.1:${server.port}`),
      },
    ],
  });
  browser = await launchChromium();
});

afterEach(async () => {
  const complaints = people.flatMap((person) => person.complaints);
  for (const person of people.splice(0)) await person.context.close();
  expect(complaints).toEqual([]);
});

afterAll(async () => {
  await browser.close();
  await pages.close();
  await server.stop();
  await rm(folder, { recursive: true });
});

test("two people write in a textarea at once: typing, pasting, emoji", async () => {
  const [ada, bo] = [await Writer.arrive(), await Writer.arrive()];
  await ada.select(0);
  await ada.type("Alpha\nBeta\nGamma");
  await agreement();
  await bo.select(5);
  await Promise.all([ada.type(` and ${family} from Ada`), bo.type(" 🦊 from Bo")]);
  await bo.paste("\r\npasted\r\nin lines\r");
  const text = await agreement();
  expect(text).toContain(`Gamma and ${family} from Ada`);
  expect(text).toContain("Alpha 🦊 from Bo\npasted\nin lines\n");
  expect(text).not.toContain("\r");
  await bo.select(text.indexOf("🦊") + 2);
  await bo.press("Backspace");
  expect(await agreement()).toContain("Alpha  from Bo");
  expect(await accessibilityProblems(ada.page)).toEqual([]);
});

test("others move neither caret nor selection, and undo takes back one's own edits only", async () => {
  const [ada, bo] = [await Writer.arrive(), await Writer.arrive()];
  await ada.select(0);
  await ada.press("Control+A");
  await ada.type("one two three");
  await agreement();
  await ada.select(4, 7, "backward");
  await bo.select(0);
  await bo.type("zero ");
  await ada.sees("zero one two three");
  expect(await ada.selection()).toEqual([9, 12, "backward"]);
  await ada.type("2");
  await bo.type("and ");
  expect(await agreement()).toBe("zero and one 2 three");
  await ada.press("Control+z");
  expect(await agreement()).toBe("zero and one two three");
  await ada.press("Control+Shift+Z");
  expect(await agreement()).toBe("zero and one 2 three");
  await bo.press("Control+z", "Control+z", "Control+z");
  expect(await agreement()).toBe("one 2 three");
});

test("while an input method composes, others wait; what it leaves is one step to undo", async () => {
  const [ada, bo] = [await Writer.arrive(), await Writer.arrive()];
  await ada.page.getByRole("textbox").focus();
  await ada.press("Control+A");
  await ada.type("end");
  await bo.sees(await agreement());
  await ada.select(0);
  const keyboard = await ada.context.newCDPSession(ada.page);
  const compose = (text: string) =>
    keyboard.send("Input.imeSetComposition", {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  await compose("n");
  await compose("ni");
  await bo.press("Tab", "Control+End");
  await bo.type("!");
  await bo.saved();
  await compose("nih");
  expect(await ada.content()).toBe("nihend");
  await keyboard.send("Input.insertText", { text: "你好" });
  expect(await agreement()).toBe("你好end!");
  await ada.press("Control+z");
  expect(await agreement()).toBe("end!");
});

test("what is read stays where it is when others write above it", async () => {
  const [ada, bo] = [await Writer.arrive(), await Writer.arrive()];
  await ada.press("Tab", "Control+A");
  const lines = Array.from(
    { length: 120 },
    (_, line) => `line ${line} ${"long ".repeat(line % 30)}`,
  );
  await ada.paste(lines.join("\n"));
  await bo.sees(await agreement());
  const scroll = () =>
    ada.text.evaluate(({ scrollTop, scrollHeight }) => ({ scrollTop, scrollHeight }));
  await ada.text.evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
  const before = await scroll();
  await bo.select(0);
  await bo.paste(`above\n${"wrapped ".repeat(60)}\n`);
  await agreement();
  const after = await scroll();
  expect(after.scrollHeight).toBeGreaterThan(before.scrollHeight);
  expect(after.scrollTop - before.scrollTop).toBe(after.scrollHeight - before.scrollHeight);
  await bo.press("Control+End");
  await bo.type("\nbelow");
  await agreement();
  expect((await scroll()).scrollTop).toBe(after.scrollTop);
});

test("the server is gone, and what was typed in a closed tab is there after all", async () => {
  const ada = await Writer.arrive();
  await ada.press("Tab", "Control+A");
  await ada.type("before. ");
  await agreement();
  await server.kill();
  await ada.type("In a tunnel 🚇.");
  await ada.says(/^\d+ not sent; kept on this device$/);
  await ada.page.close();
  await server.startAgain();
  const again = await ada.context.newPage();
  await again.goto(address());
  await eventually(
    "the server has it",
    () => server.content(DOC),
    (text) => text === "before. In a tunnel 🚇.",
  );
  await again.close();
  await eventually(
    "the page said how it went when it was closed",
    async () =>
      (await (await fetch(`${server.url}/v1/client-metrics`)).json()) as { syncs: number },
    ({ syncs }) => syncs > 0,
  );
});
