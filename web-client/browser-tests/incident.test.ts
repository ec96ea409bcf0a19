import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityProblems } from "./support/accessibility";
import { AlteringProxy } from "./support/AlteringProxy";
import { strangersWrite } from "./support/crowd";
import { eventually } from "./support/eventually";
import { Meeting } from "./support/Meeting";
import { Person } from "./support/Person";
import { serverCommand } from "./support/ServerProcess";

interface Verdict {
  readonly document: string;
  readonly verdict: string;
  readonly after: number | null;
  readonly rev: number | null;
  readonly words: string;
}

/** More than the server lets pass without a hash. */
const MANY = 300;

let meeting: Meeting;
let proxy: AlteringProxy;
const directory = mkdtempSync(join(tmpdir(), "rejoin-incident-"));

beforeAll(async () => {
  proxy = await AlteringProxy.start();
  meeting = await Meeting.begin(0, ["--allow-origin", proxy.url]);
  proxy.leadTo(meeting.server.port);
});

afterAll(async () => {
  await meeting.end();
  await proxy.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** What the command says of what was copied. */
function replay(name: string, copied: string, ...more: readonly string[]): Promise<Verdict[]> {
  const file = join(directory, name);
  writeFileSync(file, copied);
  const [program, ...before] = serverCommand("replay", file, "--json", ...more);
  return new Promise((resolve, reject) => {
    // Its status says what it found.
    execFile(program!, before, (_, out, errors) => {
      if (out === "") reject(new Error(errors));
      else resolve(JSON.parse(out) as Verdict[]);
    });
  });
}

async function copied(person: Person, button: string, done: string): Promise<string> {
  await person.page.getByRole("button", { name: button }).first().click();
  await person.page.getByRole("button", { name: done, exact: true }).waitFor();
  return person.page.evaluate(() => navigator.clipboard.readText());
}

test("a letter that is changed on its way is told to the person, and replayed from the clipboard", async () => {
  const { server } = meeting;
  const id = await server.create("The river rose.\n");
  const ada = await Person.arrive(meeting.browser, {
    name: "Ada",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  meeting.people.push(ada);
  await ada.openDocument(proxy.url, id);
  const bo = await meeting.join(id, "Bo", "#0a8f86");

  proxy.alterNext("Qx7vJk", "Qx7vJq");
  await bo.paste("Qx7vJk");
  await eventually(
    "it was changed on its way",
    () => proxy.isAltered,
    (changed) => changed,
  );
  const revision = (await server.log(id)).length;
  await eventually(
    "it is here",
    () => ada.content(),
    (seen) => seen.includes("Qx7vJq"),
  );
  await strangersWrite(bo.page, id, "z".repeat(MANY));

  const card = ada.page.getByRole("region", { name: "Your copy" });
  await card.getByText("This page and the server came apart").waitFor();
  await ada.sees(await server.content(id));
  await ada.picture("incident-card");
  expect(await accessibilityProblems(ada.page)).toEqual([]);
  const [report] = await Promise.all([
    ada.context.waitForEvent("page"),
    card.getByRole("link", { name: "Open the report" }).click(),
  ]);
  const reader = ada.at(report);
  await report.getByRole("region", { name: /: an incident$/ }).waitFor();
  await reader.picture("incident-report");

  const without = await copied(reader, "Copy diagnostics", "Copied");
  const withText = await copied(reader, "contains this document", "Copied, with the text");
  expect(without).not.toContain("river");
  expect(without).not.toContain(id);
  expect(withText).toContain("river");
  expect(withText).not.toContain(id);

  const data = ["--data", server.directory];
  const verdicts = await replay("report.json", without, ...data);
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(["sent_otherwise", "level"]);
  expect(verdicts[0]).toMatchObject({ after: revision - 1, rev: revision });
  const [exact] = await replay("bundle.json", withText, ...data);
  expect(exact).toMatchObject({ verdict: "sent_otherwise", after: revision - 1, rev: revision });
  const [alone] = await replay("alone.json", withText);
  expect(alone!.verdict).toBe("sent_otherwise");
  expect([alone!.after! < revision, revision <= alone!.rev!]).toEqual([true, true]);
  const [nothing] = await replay("nothing.json", without);
  expect(nothing!.verdict).toBe("not_enough");
});

test("the page that was left for the report still has what it knew", async () => {
  const id = await meeting.server.create("The river rose.\n");
  const ada = await meeting.join(id, "Ada", "#d43d51");
  await ada.open(`${meeting.server.url}/diagnostics`);
  await ada.page.getByRole("region", { name: "“The river rose.”, as it is now" }).waitFor();
  await ada.page.getByRole("button", { name: "Save it as a file" }).waitFor();
});
