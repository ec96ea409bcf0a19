import { RejoinClient } from "@rejoin/client";
import { FakeEditor, InMemoryServer, VirtualTime } from "@rejoin/client/testing";
import { expect, test } from "vitest";

test("what is written in a tunnel arrives once, beside what others wrote", async () => {
  const time = new VirtualTime();
  const server = new InMemoryServer(time);
  server.edit("minutes", () => "Agenda\n");

  const network = server.network({ delayMillis: [20, 200] });
  const editor = new FakeEditor();
  const url = "ws://test/v1/socket";
  const client = new RejoinClient({ url, name: "Ada", environment: network });
  const session = client.open("minutes", editor);
  await time.until("the document is open", () => editor.editable);

  network.cut();
  editor.type("Written in a tunnel.");
  server.edit("minutes", (text) => text.replace("Agenda", "Our agenda"));
  await time.pass(60_000);
  expect(session.status).toMatchObject({
    connection: { state: "offline" },
    sync: { state: "unsent" },
    pending: 1,
  });

  network.restore();
  await time.until("all is saved", () => session.status.sync.state === "saved");
  expect(editor.content).toBe("Our agenda\nWritten in a tunnel.");
  expect(server.text("minutes")).toBe(editor.content);
});
