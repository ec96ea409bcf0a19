import type { WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Meeting } from "./support/Meeting";
import type { Person } from "./support/Person";
import { textOf } from "./support/download";
import { expectLogged, Letters } from "./support/letters";

let meeting: Meeting;

beforeAll(async () => {
  meeting = await Meeting.begin();
});

afterAll(() => meeting.end());

/** Somewhere on the way to the server, every operation is refused for good. */
class Refusal {
  code: string | null = null;

  static async before(person: Person): Promise<Refusal> {
    const refusal = new Refusal();
    await person.context.routeWebSocket("**/v1/socket", (socket) => refusal.stand(socket));
    return refusal;
  }

  private stand(socket: WebSocketRoute): void {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const { t, doc, seq } = JSON.parse(String(message)) as Record<string, unknown>;
      if (this.code === null || t !== "op") return server.send(message);
      const nack = { t: "nack", doc, seq, code: this.code, message: "not this one", retry: false };
      socket.send(JSON.stringify(nack));
    });
  }
}

for (const code of ["too_large", "full", "forbidden"]) {
  test(`an edit refused as ${code} stays: it can be copied, saved, loaded again, sent after all or given up`, async () => {
    const { server } = meeting;
    const id = await server.create("");
    const letters = new Letters();
    const ada = await meeting.arrive("Ada", "#d43d51");
    await ada.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const refusal = await Refusal.before(ada);
    await ada.openDocument(server.url, id);
    await ada.text.focus();
    await ada.type(letters.take(3));
    await ada.settled();
    const before = letters.typed;
    refusal.code = code;
    await ada.paste(letters.take(3));
    await isBlocked(ada);
    expect(await ada.content()).toBe(letters.typed);
    expect(await server.content(id)).toBe(before);

    await ada.page.getByRole("button", { name: "Copy text" }).click();
    const copied = await ada.page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(letters.typed);
    const [download] = await Promise.all([
      ada.page.waitForEvent("download"),
      ada.page.getByRole("button", { name: "Save as a file" }).click(),
    ]);
    expect(await textOf(download)).toBe(letters.typed);

    await ada.page.reload();
    await ada.sees(letters.typed);
    await isBlocked(ada);
    refusal.code = null;
    await ada.page.getByRole("button", { name: "Try again" }).click();
    await ada.settled();
    expect(await expectLogged(server, id, letters.typed)).toBe(letters.typed);

    const accepted = letters.typed;
    refusal.code = code;
    await ada.select(accepted.length);
    await ada.paste(letters.take(3));
    await isBlocked(ada);
    refusal.code = null;
    await ada.page.getByRole("button", { name: "Discard my changes" }).click();
    await ada.page.getByRole("button", { name: "Discard", exact: true }).click();
    await ada.sees(accepted);
    const copy = ada.page.getByRole("region", { name: "Your copy" });
    const [kept] = await Promise.all([
      ada.page.waitForEvent("download"),
      copy.getByRole("button", { name: "Save as a file" }).click(),
    ]);
    expect(await textOf(kept)).toBe(letters.typed);
    expect(await server.content(id)).toBe(accepted);
    await meeting.leave();
  });
}

async function isBlocked(person: Person): Promise<void> {
  const notice = person.page.getByRole("region", { name: "Connection" });
  await notice.getByText("Blocked:").waitFor();
}
