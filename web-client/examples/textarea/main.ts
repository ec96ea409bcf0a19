import { DeviceStorage, RejoinClient, TextareaEditor, type SessionStatus } from "@rejoin/client";

const storage = new DeviceStorage(); // unsent edits outlive the page
const client = new RejoinClient({ url: "ws://localhost:8080/v1/socket", name: "Ada", storage });
const editor = new TextareaEditor(document.querySelector("textarea")!);
const session = client.open("minutes", editor, { create: "text" });

const line = document.querySelector("[role=status]")!;
const tell = (status: SessionStatus) => (line.textContent = words(status));
session.on("status", tell);
session.on("copyKept", ({ text }) => alert(`This could not be taken in:\n\n${text}`));
tell(session.status);

function words({ sync, pending, keptOnDevice }: SessionStatus): string {
  switch (sync.state) {
    case "loading":
      return "Opening…";
    case "saved":
      return "All changes saved";
    case "saving":
      return "Saving…";
    case "blocked":
      return `Not saved: ${sync.why.message}`;
    case "unsent":
    case "review":
      return `${pending} not sent; ${keptOnDevice ? "kept on this device" : "do not close this tab"}`;
  }
}
