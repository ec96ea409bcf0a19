import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ABSENCE_MILLIS } from "../src/sync/reunion/Review";
import { Meeting } from "./support/Meeting";
import type { Person } from "./support/Person";
import { textOf } from "./support/download";
import { eventually } from "./support/eventually";
import { expectEachOnce, Letters } from "./support/letters";

const PLAN = "We meet at six by the bridge.\n\nBring a lamp.\n";
/** Nothing stays for long in the log of this server. */
const forgetful = ["--keep-history", "1s", "--trim-every-millis", "50"];

let meeting: Meeting;

beforeAll(async () => {
  meeting = await Meeting.begin(1, forgetful);
});

afterEach(async () => {
  meeting.wire(0).restore();
  await meeting.leave();
});

afterAll(() => meeting.end());

/** Ada, whose wire can be cut, and Bo, in a document that both have. */
async function two(): Promise<{ id: string; ada: Person; bo: Person }> {
  const id = await meeting.server.create(PLAN);
  const ada = await meeting.arrive("Ada", "#d43d51");
  await ada.page.clock.install();
  await ada.openDocument(meeting.wire(0).url, id);
  await ada.installed();
  return { id, ada, bo: await meeting.join(id, "Bo", "#0a8f86") };
}

/** What the others do, until nothing of the log is left that somebody could resume from who does not know of it. */
async function missed(id: string, act: () => Promise<void>): Promise<void> {
  const address = `${meeting.server.url}/v1/documents/${id}`;
  const { rev } = (await (await fetch(address)).json()) as { rev: number };
  await act();
  await eventually(
    `the log does not reach back to ${rev}`,
    async () => (await fetch(`${address}/ops?from=${rev}`)).status,
    (status) => status === 410,
  );
}

async function write(person: Person, at: string, text: string): Promise<void> {
  await person.select((await person.content()).indexOf(at));
  await person.type(text);
}

/** Long enough for the page to speak of an absence. */
async function comeBack(ada: Person): Promise<void> {
  await ada.page.clock.fastForward(ABSENCE_MILLIS);
  meeting.wire(0).restore();
  await ada.page.clock.fastForward(60_000);
  await ada.settled();
}

function copies(person: Person) {
  return person.page.getByRole("region", { name: "Your copy" });
}

test("who wrote nothing gets the text, and is asked nothing", async () => {
  const { id, ada, bo } = await two();
  meeting.wire(0).cut();
  await missed(id, async () => {
    await write(bo, "six", "half past ");
    await bo.settled();
  });
  await comeBack(ada);
  expect(await meeting.agreement(id)).toBe(PLAN.replace("six", "half past six"));
  expect(await copies(ada).count()).toBe(0);
  await write(ada, "lamp", "good ");
  await bo.sees(PLAN.replace("six", "half past six").replace("lamp", "good lamp"));
});

for (const reloaded of [false, true]) {
  const when = reloaded ? ", loaded again without a network" : "";
  test(`unsent edits meet the difference${when}: each is there once, and the review shows what both edited`, async () => {
    const { id, ada, bo } = await two();
    const [mine, theirs] = [new Letters(), new Letters(0x6e00)];
    meeting.wire(0).cut();
    await write(ada, "six", mine.take(3));
    await write(ada, "lamp", mine.take(3));
    await ada.kept();
    await missed(id, async () => {
      await write(bo, "six", theirs.take(3));
      await bo.settled();
    });
    if (reloaded) {
      const before = await ada.content();
      await ada.page.reload();
      await ada.sees(before);
    }
    await comeBack(ada);
    const text = await meeting.agreement(id);
    expectEachOnce(mine.typed + theirs.typed, text);
    const plain = [...text].filter((letter) => letter < "\u4e00").join("");
    expect(plain, "what nobody touched").toBe(PLAN);
    expect(await copies(ada).count()).toBe(0);
    const away = ada.page.getByRole("region", { name: "While you were away" });
    await away.getByText("Others edited what you edited while you were away (1 place).").waitFor();
  });
}

test("an operation that was in flight, and never arrived, is sent again and is there once", async () => {
  const { id, ada, bo } = await two();
  const mine = new Letters();
  meeting.wire(0).stall();
  await write(ada, "six", mine.take(3));
  meeting.wire(0).cut();
  await write(ada, "lamp", mine.take(3));
  await ada.kept();
  await missed(id, async () => {
    await write(bo, "bridge", "old ");
    await bo.settled();
  });
  await comeBack(ada);
  const text = await meeting.agreement(id);
  expectEachOnce(mine.typed, text);
  expect([...text].filter((letter) => letter < "\u4e00").join("")).toBe(
    PLAN.replace("bridge", "old bridge"),
  );
  expect(await copies(ada).count()).toBe(0);
});

/** Ada writes something that is stored, and does not hear that it is. */
async function unheard(id: string, ada: Person, letters: string): Promise<void> {
  meeting.wire(0).deafen();
  await write(ada, "six", letters);
  await eventually(
    "it is stored",
    () => meeting.server.content(id),
    (text) => text.includes(letters[0]!),
  );
  meeting.wire(0).cut();
}

test("an operation that arrived, and of which nothing was heard, is not sent again", async () => {
  const { id, ada, bo } = await two();
  const mine = new Letters();
  await unheard(id, ada, mine.take(3));
  await write(ada, "lamp", mine.take(3));
  await ada.kept();
  await missed(id, async () => {
    await write(bo, "bridge", "old ");
    await bo.settled();
  });
  await comeBack(ada);
  const text = await meeting.agreement(id);
  expectEachOnce(mine.typed, text);
  expect([...text].filter((letter) => letter < "\u4e00").join("")).toBe(
    PLAN.replace("bridge", "old bridge"),
  );
  expect(await copies(ada).count()).toBe(0);
});

test("whose text in flight is gone, and nobody can say whether it ever was there, has a copy of it", async () => {
  const { id, ada, bo } = await two();
  const mine = new Letters();
  await unheard(id, ada, mine.take(1));
  await missed(id, async () => {
    const at = (await bo.content()).indexOf(mine.typed);
    await bo.select(at, at + 1);
    await bo.press("Delete");
    // The last entry of all stays in the log.
    await write(bo, "bridge", "old ");
    await bo.settled();
  });
  await comeBack(ada);
  expect(await meeting.agreement(id)).toBe(PLAN.replace("bridge", "old bridge"));
  await copies(ada).getByText("The server no longer knows all that happened").waitFor();
  await ada.picture("compacted-copy");
  const [download] = await Promise.all([
    ada.page.waitForEvent("download"),
    copies(ada).getByRole("button", { name: "Save as a file" }).click(),
  ]);
  expectEachOnce(mine.typed, await textOf(download));
});
