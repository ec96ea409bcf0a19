import { afterAll, beforeAll, expect, test } from "vitest";
import { Meeting } from "./support/Meeting";
import { eventually } from "./support/eventually";

let meeting: Meeting;

beforeAll(async () => {
  meeting = await Meeting.begin(0, ["--max-document-length", "40"]);
});

afterAll(() => meeting.end());

test("a change that the document has no room for is kept, explained, and given up only when asked", async () => {
  const id = await meeting.server.create("Twenty-one units long");
  const ada = await meeting.join(id, "Ada", "#d43d51");
  const bo = await meeting.join(id, "Bo", "#0a8f86");
  await ada.press("Control+End");
  await ada.paste(`, and then ${"far ".repeat(20)}too long`);
  const notice = ada.page.getByRole("region", { name: "Connection" });
  await notice.getByText("Blocked: the document has no room for your last change").waitFor();
  await ada.picture("blocked-full");
  expect(await ada.content()).toContain("too long");
  expect(await meeting.server.content(id)).toBe("Twenty-one units long");

  await bo.press("Control+End");
  await bo.type("!");
  await bo.settled();
  await ada.page.getByRole("button", { name: "Discard my changes" }).click();
  await ada.page.getByRole("button", { name: "Discard", exact: true }).click();
  await ada.sees("Twenty-one units long!");
  const copy = ada.page.getByRole("region", { name: "Your copy" });
  await copy.getByText("Your version was kept as a copy").waitFor();
  await ada.select(0);
  await ada.type("?");
  await bo.sees("?Twenty-one units long!");
  await eventually(
    "nothing is pending",
    () => ada.status.textContent(),
    (said) => said === "All changes saved",
  );
});

test("a name that the server refuses can be changed on the spot", async () => {
  const id = await meeting.server.create("");
  const ada = await meeting.arrive("Ada \u{1FAE8}");
  // A server of an older Unicode: to it, this character does not exist yet.
  await ada.page.routeWebSocket("**/v1/socket", (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      if (message.includes("\u{1FAE8}"))
        void socket.close({ code: 4400, reason: "name holds U+1FAE8" });
      else server.send(message);
    });
  });
  await ada.open(`${meeting.server.url}/d/${id}`);
  const notice = ada.page.getByRole("region", { name: "Connection" });
  await notice.getByText("Choose another name").waitFor();
  await ada.page.getByRole("button", { name: /^You, / }).click();
  await ada.page.getByRole("textbox", { name: "Name" }).fill("Ada");
  await ada.press("Enter");
  await ada.settled();
});
