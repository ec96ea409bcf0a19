import { afterAll, beforeAll, expect, test } from "vitest";
import { Meeting } from "./support/Meeting";
import { textOf } from "./support/download";
import { expectEachOnce, expectLogged, Letters } from "./support/letters";

let meeting: Meeting;

beforeAll(async () => {
  meeting = await Meeting.begin(1);
});

afterAll(() => meeting.end());

test("a server that was put back to an older state: what it lacks is a copy, and the page goes on with its content", async () => {
  const { server } = meeting;
  const early = new Letters();
  const late = new Letters(0x5e00);
  const id = await server.create("");
  const ada = await meeting.join(id, "Ada", "#d43d51", 0);
  await ada.type(early.take(5));
  await ada.settled();
  await server.kill();
  const backup = server.backUp();
  await server.startAgain();
  await ada.settled();
  await ada.type(late.take(5));
  await ada.settled();
  await server.kill();
  await ada.type(late.take(5));
  await ada.kept();
  server.restore(backup);
  await server.startAgain();

  const bo = await meeting.join(id, "Bo", "#0a8f86");
  await ada.settled();
  await ada.sees(early.typed);
  const copy = ada.page.getByRole("region", { name: "Your copy" });
  await copy.getByText("Your version was kept as a copy").waitFor();
  await ada.picture("restored-copy");
  const next = new Letters(0x6e00);
  await ada.press("Control+End");
  await ada.type(next.take(5));
  await bo.sees(early.typed + next.typed);
  await ada.settled();
  expectEachOnce(
    early.typed + next.typed,
    await expectLogged(server, id, early.typed + next.typed),
  );
  const [download] = await Promise.all([
    ada.page.waitForEvent("download"),
    copy.getByRole("button", { name: "Save as a file" }).click(),
  ]);
  expectEachOnce(early.typed + late.typed, await textOf(download));
  await meeting.leave();
});

test("a server without any data: the text stays, and can be taken out", async () => {
  const { server } = meeting;
  const letters = new Letters();
  const id = await server.create("");
  const ada = await meeting.join(id, "Ada", "#d43d51", 0);
  await ada.type(letters.take(5));
  await ada.settled();
  await server.kill();
  await ada.type(letters.take(5));
  await ada.kept();
  server.restore(null);
  await server.startAgain();
  const notice = ada.page.getByRole("region", { name: "Connection" });
  await notice.getByText(/text is still here/).waitFor();
  await ada.picture("restored-nothing");
  expect(await ada.content()).toBe(letters.typed);
  await ada.page.reload();
  await ada.sees(letters.typed);
});
