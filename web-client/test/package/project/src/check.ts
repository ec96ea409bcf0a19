import { RejoinClient } from "@rejoin/client";
import { FakeEditor, InMemoryServer, VirtualTime } from "@rejoin/client/testing";

// Run in Node, as an application's test would be.
const time = new VirtualTime();
const server = new InMemoryServer(time);
const network = server.network({ delayMillis: [5, 50] });
const editor = new FakeEditor();
const client = new RejoinClient({ url: "ws://test/v1/socket", name: "Ada", environment: network });
const session = client.open("minutes", editor, { create: "text" });
await time.until("the document is open", () => editor.editable);
network.cut();
editor.type("Written offline.");
await time.pass(10_000);
network.restore();
await time.until("all is saved", () => session.status.sync.state === "saved");
console.log(server.text("minutes"));
