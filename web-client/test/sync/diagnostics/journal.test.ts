import { expect, test, vi } from "vitest";
import { MemoryOutboxStore } from "../../../src/store/index";
import { RejoinClient } from "../../../src/sync/index";
import { Journal, JOURNAL_LINES } from "../../../src/sync/diagnostics/Journal";
import { FakeServer } from "../../../src/testing/FakeServer";
import { ServerEnvironment } from "../../../src/testing/ServerEnvironment";
import { SimulatedNetwork } from "../../../src/testing/SimulatedNetwork";
import { SplitMix64 } from "../../../src/testing/SplitMix64";
import { VirtualTime } from "../../../src/testing/VirtualTime";
import { STORMY } from "../../../src/testing/Weather";
import { FakeEditor } from "../../../src/testing/FakeEditor";
import { eachSeedAsync, tiered } from "../../testing/seeds";

vi.setConfig({ testTimeout: 60_000 });

const DOC = "kept-secret-document";
const TOKEN = "kept-secret-token";

/** Everything that people write here is Chinese, and all their names are Greek. */
class Village {
  readonly time = new VirtualTime();
  readonly outboxes = new MemoryOutboxStore();
  readonly secrets: string[] = [DOC, TOKEN, "#336699"];
  private readonly random: SplitMix64;
  private readonly server: FakeServer;
  private readonly people: {
    network: SimulatedNetwork;
    editor: FakeEditor;
    client: RejoinClient;
  }[];

  constructor(seed: number) {
    this.random = new SplitMix64(seed);
    this.server = new FakeServer(this.time, this.random);
    this.server.temper = { storeMillis: 30, busyOneIn: 5, lazyOneIn: 3, foldOneIn: 2 };
    this.people = ["Ἀριστοτέλης", "Ὑπατία"].map((name) => this.arrive(name));
  }

  async live(turns: number): Promise<void> {
    for (let turn = 0; turn < turns; turn++) {
      this.act();
      await this.time.pass(this.random.below(400));
    }
  }

  /** What each of the two would send with a report of a fault. */
  diagnostics(): string[] {
    return this.people.map(({ client }) => JSON.stringify(client.diagnostics()));
  }

  private arrive(name: string) {
    const inside = new ServerEnvironment(this.time, this.server, this.random);
    const seed = this.random.below(1_000_000);
    const network = new SimulatedNetwork(inside, { ...STORMY, seed });
    const outboxes = new MemoryOutboxStore();
    const url = "ws://village/v1/socket";
    const options = { url, name, token: TOKEN, environment: network, outboxes };
    const client = new RejoinClient(options);
    const editor = new FakeEditor();
    client.open(DOC, editor, { create: "text" });
    void outboxes.open(DOC).then((outbox) => this.secrets.push(outbox.client));
    return { network, editor, client };
  }

  private act(): void {
    const { random } = this;
    const { network, editor } = random.oneOf(this.people);
    switch (random.below(10)) {
      case 0:
        return network.break();
      case 1:
        return network.cut();
      case 2:
        return network.restore();
      case 3:
        network.socketsBlocked = !network.socketsBlocked;
        return;
      case 4:
        return this.serverSays();
      default:
        if (editor.editable) editor.type(this.words(), random.below(editor.content.length + 1));
    }
  }

  /** What no server should say, and one that cuts its log back. */
  private serverSays(): void {
    const words = this.words();
    const document = this.server.document(DOC);
    for (const connection of this.server.connections) {
      const messages = [
        { t: "nack", doc: DOC, seq: 1, code: words, message: words, retry: true },
        { t: "error", doc: DOC, code: "internal", message: words },
        { t: words },
        { t: "ops", doc: DOC, from: document.head, ops: [{ by: "b", seq: 1, op: words }] },
        { t: "joined", doc: DOC, session: words, site: words, user: { name: words } },
      ];
      connection.send(this.random.oneOf(messages));
    }
    if (this.random.oneIn(3)) document.floor = document.head;
  }

  private words(): string {
    const letters = Array.from({ length: 1 + this.random.below(5) }, () =>
      String.fromCharCode(0x4e00 + this.random.below(5_000)),
    );
    return letters.join("");
  }
}

test("no word, no name, no token, no id of a document or a client gets into it", async () => {
  let lines = 0;
  await eachSeedAsync(tiered(60, 2_000), async (seed) => {
    const village = new Village(seed);
    await village.live(40);
    for (const diagnostics of village.diagnostics()) {
      expect(/[^ -~]+/.exec(diagnostics)?.[0], "a word that somebody wrote").toBeUndefined();
      for (const secret of village.secrets) expect(diagnostics).not.toContain(secret);
      lines += (JSON.parse(diagnostics) as { journal: unknown[] }).journal.length;
    }
  });
  expect(lines, "something to leave out from").toBeGreaterThan(1_000);
});

let now = 0;
const journal = () => new Journal(() => ++now);
const shapes = (of: Journal) => of.list().map(({ what, shape }) => [what, shape]);

test("an operation is told by its lengths", () => {
  const told = journal();
  const op = [12, "hello", -3, { r: 2, a: { bold: true } }, { i: "abc", a: { x: 1 } }];
  const embed = { i: { image: "x.png" } };
  const message = { t: "op", doc: "Zx81", seq: 4, rev: 17, op: [...op, embed] };
  told.message("sent", JSON.stringify(message), "socket");
  const lengths = [12, "+5", -3, "2 with 1", "+3 with 1", "+1"];
  expect(shapes(told)).toEqual([["sent", { t: "op", doc: "d1", seq: 4, rev: 17, op: lengths }]]);
});

test("the same document and the same writer have the same number every time", () => {
  const told = journal();
  const says = (doc: string, by: string) => {
    const ops = [{ by, seq: 1, op: ["x"] }];
    told.message("received", JSON.stringify({ t: "ops", doc, from: 0, ops }), "socket");
  };
  says("one", "ada");
  says("two", "bo");
  says("one", "bo");
  const named = told.list().map(({ shape }) => {
    const { doc, ops } = shape as { doc: string; ops: { by: string }[] };
    return [doc, ops[0]!.by];
  });
  expect(named).toEqual([
    ["d1", "s1"],
    ["d2", "s2"],
    ["d1", "s2"],
  ]);
  expect(told.nameOf("two")).toBe("d2");
});

test("of a long list the first are told, and how many there are more", () => {
  const told = journal();
  const op = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? 1 : "a"));
  told.message("sent", JSON.stringify({ t: "op", op }), "http");
  const [[what, shape]] = shapes(told) as [[string, { op: unknown[] }]];
  expect(what).toBe("sent over http");
  expect(shape.op).toHaveLength(21);
  expect(shape.op.at(-1)).toBe("30 more");
});

test("heartbeats and carets do not drive out what matters, and what is no JSON is told as nothing", () => {
  const told = journal();
  told.message("sent", '{"t":"ping"}', "socket");
  told.message("received", '{"t":"pong"}', "socket");
  told.message("sent", '{"t":"cursor","doc":"one","rev":1,"ranges":[[0,0]]}', "socket");
  told.message("received", "somebody's words", "socket");
  expect(shapes(told)).toEqual([["received", null]]);
});

test("a status is told when another word of it is true, not with every letter typed", () => {
  const told = journal();
  const status = {
    ...{ connection: { state: "online" as const }, keptOnDevice: true, access: "write" as const },
    ...{ unsentSince: null, trouble: null, lastError: null },
  };
  for (let pending = 1; pending < 10; pending++) {
    told.statusChanged("one", { ...status, sync: { state: "saving" }, pending });
  }
  told.statusChanged("one", { ...status, sync: { state: "saved" }, pending: 0 });
  expect(told.list().map(({ shape }) => (shape as { sync: string }).sync)).toEqual([
    "saving",
    "saved",
  ]);
});

test("the last lines are kept, and no more", () => {
  const told = journal();
  for (let seq = 1; seq <= 1_000; seq++) {
    told.message("sent", JSON.stringify({ t: "op", seq }), "socket");
  }
  expect(told.list()).toHaveLength(JOURNAL_LINES);
  expect(told.list()[0]!.shape).toEqual({ t: "op", seq: 801 });
});
