import {
  DeviceStorage,
  newDocumentId,
  Operation,
  RejoinClient,
  TextareaEditor,
  type Diagnostics,
  type DocumentSession,
  type EditorPort,
  type SessionStatus,
} from "@rejoin/client";

// A page that uses what the package's front page tells of.
const storage = new DeviceStorage();
const client = new RejoinClient({
  url: "wss://example.org/v1/socket",
  name: "Ada",
  color: "#2b7cd3",
  storage,
  reportFigures: false,
});
const area = document.createElement("textarea");
document.body.append(area);
const port: EditorPort = new TextareaEditor(area, {
  showPeople: (people) => (area.title = people.map(({ name }) => name).join(", ")),
});
const session: DocumentSession = client.open(newDocumentId(), port, {
  create: "text",
  fresh: true,
});
const stop = session.on("status", (status: SessionStatus) => {
  const { connection, sync, pending, keptOnDevice, unsentSince, lastError } = status;
  const retry = connection.state === "waiting" ? connection.nextRetryAt : null;
  const why = sync.state === "blocked" ? sync.why.message : null;
  console.log(
    connection.state,
    retry,
    sync.state,
    why,
    pending,
    keptOnDevice,
    unsentSince,
    lastError,
  );
});
session.on("copyKept", ({ text, reason }) => console.log(text, reason));
const diagnostics: Diagnostics = client.diagnostics();
console.log(diagnostics.figures.syncs, diagnostics.journal.length, Operation.identity(3).toJSON());
void storage.shelf
  .documents()
  .then((documents) => documents.map(({ doc, title }) => `${doc} ${title}`));
// @ts-expect-error: what is wrong is found, so these types are types.
client.introduce(1, "#2b7cd3");
stop();
session.close();
client.close();
