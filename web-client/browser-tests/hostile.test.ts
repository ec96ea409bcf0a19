import type { Plugin } from "vite";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Meeting } from "./support/Meeting";
import { TestPage } from "./support/TestPage";
import { eventually } from "./support/eventually";
import { manyPayloads, payloads } from "./support/payloads";

/** Promise W6. */
const FULL = process.env["TIER"] === "full";
const PAYLOADS = FULL ? 300 : 30;

let meeting: Meeting;

beforeAll(async () => {
  meeting = await Meeting.begin();
});

afterEach(() => meeting.leave());

afterAll(() => meeting.end());

test("hostile text is text: in the editor, the title, the list and a kept name", async () => {
  const content = payloads.join("\n");
  const id = await meeting.server.create(content);
  const ada = await meeting.join(id, payloads[0] ?? "", "#d43d51");
  const bo = await meeting.join(id, payloads[2] ?? "", "#0a8f86");
  await ada.sees(content);
  await ada.paste(payloads.join("\n"));
  await bo.select(0, 20);
  const label = ada.page.locator(".cm-person-name");
  await eventually(
    "Bo's name is shown as it is",
    () => label.textContent(),
    (name) => name === payloads[2],
  );
  await ada.page.getByRole("button", { name: `You, ${payloads[0]}` }).waitFor();
  await eventually(
    "the title is the line",
    () => ada.page.title(),
    (title) => title.includes("<img src=x"),
  );
  await bo.open(meeting.server.url);
  await bo.page.getByRole("link", { name: /<img src=x onerror/ }).waitFor();
  for (const { page } of [ada, bo]) {
    const made = page.locator(
      "#app :is(img, iframe, script, style, svg[onload], math, template, b)",
    );
    expect(await made.count()).toBe(0);
    expect(await page.evaluate(() => "pwned" in window)).toBe(false);
  }
  expect(ada.complaints).toEqual([]);
  expect(bo.complaints).toEqual([]);
});

/** Whatever comes of these texts in the page of the tests, as it is or with a bug planted in it. */
async function comesOf(texts: readonly string[], ...planted: Plugin[]): Promise<string[]> {
  // Under the very policy that the server gives the page.
  const { headers } = await fetch(meeting.server.url);
  const policy = { "Content-Security-Policy": headers.get("content-security-policy")! };
  const hostile = await TestPage.build("hostile/index.html", policy, planted);
  const ada = await meeting.arrive("Ada");
  const { page } = ada;
  await page.addInitScript(() => {
    Object.assign(window, { pwned: () => Object.assign(window, { ran: true }) });
  });
  await page.goto(hostile.address);
  await page.waitForFunction(() => "hostile" in window);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const found = await page.evaluate((all) => window.hostile.problems(all), texts);
  const others = asked.filter((address) => !address.endsWith(".woff2"));
  const elsewhere = page.url() === hostile.address ? [] : [`led to ${page.url()}`];
  await hostile.close();
  return [
    ...found,
    ...others.map((address) => `asked ${address}`),
    ...elsewhere,
    ...ada.complaints,
  ];
}

test(
  `${PAYLOADS} hostile texts are text wherever the page shows what others wrote`,
  { timeout: 10_000 * PAYLOADS },
  async () => {
    expect(await comesOf(manyPayloads(PAYLOADS))).toEqual([]);
  },
);

/** A line of the page, and what is in its place. */
const bugs = [
  ["announcer.ts", "this.element.textContent = words", "this.element.innerHTML = words"],
] as const;

if (FULL) {
  test.each(bugs)("a bug is seen: in %s, %s is %s", { timeout: 200_000 }, async (...bug) => {
    const [file, line, planted] = bug;
    let isPlanted = false;
    const plugin: Plugin = {
      name: "bug",
      enforce: "pre",
      transform: (code, id) => {
        if (!id.endsWith(`/${file}`)) return null;
        isPlanted = code.includes(line);
        return code.replace(line, planted);
      },
    };
    expect(await comesOf(payloads, plugin)).not.toEqual([]);
    expect(isPlanted, "the line is there").toBe(true);
  });
}

test.each(payloads)("a hostile address leads nowhere: %s", async (payload) => {
  const response = await fetch(`${meeting.server.url}/d/${encodeURIComponent(payload)}`);
  const body = await response.text();
  expect(body).not.toContain("pwned()");
});

test("a whole working day of clicks breaks no rule of the content security policy", async () => {
  const id = await meeting.server.create("# Heading\n\n- **list** `code`\n\u0000 \u202e special");
  const ada = await meeting.join(id, "Ada", "#d43d51");
  const bo = await meeting.join(id, "Bo", "#0a8f86");
  await bo.select(2, 9);
  await ada.press("Control+f");
  await ada.type("list");
  await ada.press("Escape");
  await ada.page.getByRole("button", { name: "Copy link" }).click();
  await ada.page.getByRole("button", { name: "Bo: go to their cursor" }).click();
  await ada.page.getByRole("button", { name: "You, Ada" }).click();
  await ada.press("Escape");
  await ada.text.focus();
  await ada.press("Control+a", "Control+c", "Control+x", "Control+z");
  await ada.settled();
  const response = await fetch(`${meeting.server.url}/d/${id}`);
  const policy = response.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(ada.complaints).toEqual([]);
  expect(bo.complaints).toEqual([]);
});
