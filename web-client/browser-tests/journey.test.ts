import { afterAll, beforeAll, expect, test } from "vitest";
import { Meeting } from "./support/Meeting";
import type { Person } from "./support/Person";
import { eventually } from "./support/eventually";
import { expectLogged, expectNothingTwice, Letters } from "./support/letters";

/** In each of two documents. */
const KEYSTROKES = 1_000;
const FIRST_OF_BO = 0xac00;
const PLAN = "# Plan\n\nAda goes by train.\n\nBo stays at home.\n";

let meeting: Meeting;

beforeAll(async () => {
  meeting = await Meeting.begin();
});

afterAll(() => meeting.end());

test(
  "2,000 keystrokes in two documents, one of them new, while there is no server: all come home",
  { timeout: 180_000 },
  async () => {
    const { server } = meeting;
    const plan = await server.create(PLAN);
    const inPlan = new Letters();
    const inNew = new Letters(inPlan.first + KEYSTROKES);
    const bos = new Letters(FIRST_OF_BO);
    let ada = await meeting.join(plan, "Ada", "#d43d51");
    await ada.installed();
    await server.kill();

    await ada.page.reload();
    await ada.sees(PLAN);
    await ada.select(PLAN.indexOf("train"), PLAN.indexOf("train") + "train".length);
    await ada.type(inPlan.take(KEYSTROKES / 2));
    await ada.select((await ada.content()).indexOf("home"));
    await ada.type(inPlan.take(KEYSTROKES / 2));
    await ada.kept();

    await ada.open(server.url);
    await ada.page.getByRole("button", { name: "New document" }).first().click();
    await ada.sees("");
    await ada.text.focus();
    await ada.type(inNew.take(KEYSTROKES));
    await ada.kept();
    const born = new URL(ada.page.url()).pathname.split("/").at(-1)!;
    const tab = ada;
    ada = await tab.anotherTab();
    await tab.page.close();

    await server.startAgain();
    const bo = await meeting.join(plan, "Bo", "#0a8f86");
    await bo.select(PLAN.indexOf("train"), PLAN.indexOf("train") + "train".length);
    await bo.type(bos.take(50));
    await bo.select((await bo.content()).indexOf("home") + 2);
    await bo.type(bos.take(50));
    await bo.settled();

    await ada.openDocument(server.url, plan);
    await expectReviewed(ada, inPlan.typed, bos.typed);
    const text = await expectLogged(server, plan, inPlan.typed + bos.typed);
    await ada.sees(text);
    await bo.sees(text);
    expect(await ada.content()).not.toContain("train");
    expect(text).not.toContain("home");

    await eventually(
      "the new document is on the server",
      () => server.content(born).catch(() => null),
      (content) => content === inNew.typed,
    );
    await bo.openDocument(server.url, born);
    await bo.sees(inNew.typed);
    await expectLogged(server, born, inNew.typed);
    expectNothingTwice(await bo.content());
  },
);

/** Both were at the train, and both at home: the review has both places, with the letters of each. */
async function expectReviewed(ada: Person, mine: string, theirs: string): Promise<void> {
  const notice = ada.page.getByRole("region", { name: "While you were away" });
  await ada.picture("journey-rejoined");
  await notice.getByRole("button", { name: "Review" }).click();
  const dialog = ada.page.getByRole("dialog", { name: "What became of your changes" });
  await ada.picture("journey-review");
  const seen = { Yours: "", Theirs: "", Together: "" };
  const read = async () => {
    for (const side of ["Yours", "Theirs", "Together"] as const) {
      seen[side] += (await dialog.getByRole("region", { name: side }).textContent()) ?? "";
    }
  };
  await dialog.getByText("Place 1 of 2").waitFor();
  await read();
  await dialog.getByRole("button", { name: "Next place" }).click();
  await dialog.getByText("Place 2 of 2").waitFor();
  await read();
  expect([...mine].filter((letter) => !seen.Yours.includes(letter))).toEqual([]);
  expect([...theirs].filter((letter) => !seen.Theirs.includes(letter))).toEqual([]);
  expect([...(mine + theirs)].filter((letter) => !seen.Together.includes(letter))).toEqual([]);
  await dialog.getByRole("button", { name: "Keep my version as a copy" }).click();
  await dialog.getByText("Kept as a copy.").waitFor();
  await dialog.getByRole("button", { name: "Looks good" }).click();
}
