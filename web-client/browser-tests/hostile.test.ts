import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Meeting } from "./support/Meeting";
import { eventually } from "./support/eventually";

/** What turns into more than text in pages that put strings together. */
const payloads = [
  "<img src=x onerror=pwned()>",
  "<script>pwned()</script>",
  '"><svg onload=pwned()>',
  "'-pwned()-'",
  "javascript:pwned()",
  "[link](javascript:pwned())",
  '![image](x "onerror=pwned()")',
  "<style>*{display:none}</style>",
  "<iframe srcdoc='<script>parent.pwned()</script>'>",
  "</textarea><b>bold</b>",
  "{{constructor.constructor('pwned()')()}}",
  '<a href="data:text/html,<script>pwned()</script>">x</a>',
  "<math><mtext></mtext><mglyph><style><img src=x onerror=pwned()>",
  "<template><script>pwned()</script></template>",
  "&lt;b&gt; &amp; &#60;",
  "%3Cscript%3Epwned()%3C/script%3E",
  '<noscript><p title="</noscript><img src=x onerror=pwned()>">',
  "${pwned()} `pwned()`",
  "expression(pwned()); background:url(x)",
  "<link rel=stylesheet href=//evil.example/x.css>",
];

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
