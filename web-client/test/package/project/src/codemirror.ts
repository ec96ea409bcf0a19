import { RejoinClient } from "@rejoin/client";
import { adoptStyles, CodeMirrorEditor } from "@rejoin/client/codemirror";

adoptStyles();
const client = new RejoinClient({ url: "wss://example.org/v1/socket", name: "Ada" });
const editor = new CodeMirrorEditor(document.body);
client.open("minutes", editor, { create: "text" });
