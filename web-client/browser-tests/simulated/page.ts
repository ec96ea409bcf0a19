import { browserEnvironment, RejoinClient, TextareaEditor } from "@rejoin/client";
import { SimulatedNetwork } from "@rejoin/client/testing";

declare global {
  interface Window {
    readonly network: SimulatedNetwork;
    readonly sync: () => string;
  }
}

// The network of this page is in the hands of the test; the server behind it is a real one.
const network = new SimulatedNetwork(browserEnvironment, { seed: 1 });
const url = new URLSearchParams(location.search).get("server")!;
const client = new RejoinClient({ url, name: "Ada", environment: network });
const editor = new TextareaEditor(document.querySelector("textarea")!);
const session = client.open("simulated", editor, { create: "text" });
Object.assign(window, { network, sync: () => session.status.sync.state });
