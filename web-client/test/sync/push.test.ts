import { describe, expect, it, vi } from "vitest";
import { Operation } from "../../src/ot/index";
import type { HttpAnswer, PushReport } from "../../src/sync/index";
import { Household, type Worker } from "./Household";

vi.setConfig({ testTimeout: 60_000 });

const FRESH = { create: "text", fresh: true } as const;

function outcomes({ pushed, left, failed }: PushReport) {
  const told = (outboxes: PushReport["pushed"]) =>
    outboxes.map(({ doc, edits, outcome }) => `${doc} ${edits} ${outcome}`);
  return { pushed: told(pushed), left: told(left), failed: told(failed) };
}

/** Runs `meanwhile` after the nth request of a worker was answered, before it hears of that. */
function between(worker: Worker, nth: number, meanwhile: () => Promise<void>): void {
  const post = worker.environment.post.bind(worker.environment);
  let count = 0;
  worker.environment.post = async (url, json) => {
    const answer = await post(url, json);
    if (++count === nth) await meanwhile();
    return answer;
  };
}

/** Every request of a worker, and what it is answered with if not by the server. */
function listened(worker: Worker, instead: (json: string) => HttpAnswer | null = () => null) {
  const post = worker.environment.post.bind(worker.environment);
  const asked: string[] = [];
  worker.environment.post = async (url, json) => {
    asked.push(json);
    return instead(json) ?? (await post(url, json));
  };
  return asked;
}

describe("what a closed tab left", () => {
  it("is brought to the server without an editor, once", async () => {
    const household = new Household();
    await household.known("d", "text");
    await household.leave("d", " and more");
    expect(outcomes(await household.push())).toMatchObject({ pushed: ["d 9 pushed"] });
    expect(household.textOf("d")).toBe("text and more");
    const again = household.worker();
    const asked = listened(again);
    expect(outcomes(await household.push(again))).toEqual({ pushed: [], left: [], failed: [] });
    expect(asked).toEqual([]);
  });

  it("of a document that was made offline, is born", async () => {
    const household = new Household();
    await household.leave("new", "first words", FRESH);
    await household.push();
    expect(household.textOf("new")).toBe("first words");
    const tab = await household.open("new", {});
    expect(tab.editor.content).toBe("first words");
    expect(tab.sync).toBe("saved");
  });

  it("though nothing was written in it yet, is born as well: its link may be known", async () => {
    const household = new Household();
    await household.leave("new", "", FRESH);
    expect(outcomes(await household.push())).toMatchObject({ pushed: ["new 0 pushed"] });
    expect(household.server.documents.has("new")).toBe(true);
  });

  it("meets what others wrote, as in a tab", async () => {
    const household = new Household();
    await household.known("d", "text");
    await household.leave("d", "!");
    const other = await household.open("d");
    other.kill();
    const document = household.server.document("d");
    document.append({ by: "bob", seq: 1, operation: insertion("a ", 4) });
    await household.push();
    expect(household.textOf("d")).toBe("a text!");
  });

  it("in several tabs is brought from all of them", async () => {
    const household = new Household();
    await household.known("d", "text");
    household.network.reachable = false;
    const tabs = [
      await household.open("d"),
      await household.open("d"),
      await household.open("e", FRESH),
    ];
    tabs.forEach(({ editor }, index) => editor.type("ABC".charAt(index), 0));
    await household.device.pass(100);
    tabs.forEach((tab) => tab.kill());
    household.network.reachable = true;
    const { pushed } = await household.push();
    expect(pushed).toHaveLength(3);
    expect([...household.textOf("d")].sort().join("")).toBe([..."ABtext"].sort().join(""));
    expect(household.textOf("e")).toBe("C");
  });

  it("goes under the person's name, and is opened by nobody: it is cleared when it is old", async () => {
    const household = new Household();
    await household.known("d", "text");
    await household.leave("d", "!");
    const { shelf } = household.device.tab().storage;
    const [before] = await household.device.finish(shelf.documents());
    await household.device.pass(60_000);
    const worker = household.worker();
    const asked = listened(worker);
    await household.push(worker);
    expect(JSON.parse(asked[0]!)).toMatchObject({ name: "Ada" });
    const [after] = await household.device.finish(shelf.documents());
    expect(after!.openedAt).toBe(before!.openedAt);
    expect(after!.unsentEdits).toBe(0);
  });
});

describe("a push that gets no answer", () => {
  it("fails, leaves everything, and asks about no other document", async () => {
    const household = new Household();
    await household.leave("a", "one", FRESH);
    await household.leave("b", "two", FRESH);
    household.network.reachable = false;
    const worker = household.worker();
    const asked = listened(worker);
    const { pushed, failed } = await household.push(worker);
    expect(pushed).toEqual([]);
    expect(failed.map(({ outcome }) => outcome)).toEqual(["unreachable", "unreachable"]);
    expect(asked).toHaveLength(1);
    household.network.reachable = true;
    await household.push();
    expect([household.textOf("a"), household.textOf("b")]).toEqual(["one", "two"]);
  });

  it("though the server took it, sends the same again, and it is stored once", async () => {
    const household = new Household();
    await household.known("d", "text");
    await household.leave("d", "!?");
    for (const lost of [1, 2]) {
      const worker = household.worker();
      between(worker, lost, () => Promise.reject(new Error("lost")));
      expect(outcomes(await household.push(worker)).failed).toHaveLength(1);
    }
    await household.push();
    expect(household.textOf("d")).toBe("text!?");
    for (const forms of household.server.submissions.values()) expect(forms.size).toBe(1);
  });

  it("but one that says later, fails for now", async () => {
    const household = new Household();
    await household.known("d", "text");
    await household.leave("d", "!");
    const problem = { code: "busy", detail: "later", seq: 2, retry: true };
    const worker = household.worker();
    listened(worker, () => ({ status: 503, body: JSON.stringify(problem) }));
    expect(outcomes(await household.push(worker)).failed).toEqual(["d 1 busy"]);
    await household.push();
    expect(household.textOf("d")).toBe("text!");
  });
});

describe("a push that is killed", () => {
  it("at any line loses nothing and doubles nothing", async () => {
    for (let call = 1; call < 40; call++) {
      const household = new Household();
      await household.known("d", "text");
      await household.leave("d", "abc");
      const worker = household.worker();
      let ended = false;
      worker.tab.faulty.plan = (made) => {
        if (made >= call) worker.tab.kill();
        return null;
      };
      const mark = () => (ended = true);
      worker.push().then(mark, mark);
      await household.device.pass(60_000);
      await household.push();
      expect(household.textOf("d"), `killed at call ${call}, ended: ${ended}`).toBe("textabc");
    }
  });
});

describe("a tab that opens the document during a push", () => {
  for (const request of [1, 2]) {
    it(`has the person's edits at once, and sends them itself (request ${request})`, async () => {
      const household = new Household();
      await household.known("d", "text");
      await household.leave("d", "abc");
      const worker = household.worker();
      let seen = "";
      between(worker, request, async () => {
        const tab = await household.open("d");
        seen = tab.editor.content;
        tab.editor.type("!");
        await household.device.pass(1_000);
        expect(tab.sync).toBe("saved");
        expect(tab.faults).toEqual([]);
      });
      expect(outcomes(await household.push(worker)).left).toEqual(["d 3 open"]);
      expect(seen).toBe("textabc");
      expect(household.textOf("d")).toBe("textabc!");
      for (const forms of household.server.submissions.values()) expect(forms.size).toBe(1);
    });
  }

  it("and closes it again, does not make the push take in an old answer", async () => {
    const household = new Household();
    await household.known("d", "text");
    await household.leave("d", "abc");
    const worker = household.worker();
    between(worker, 1, async () => {
      const tab = await household.open("d");
      await household.device.pass(500);
      household.network.reachable = false;
      tab.environment.wire?.cut();
      tab.editor.type("!");
      await household.device.pass(500);
      tab.kill();
      household.network.reachable = true;
    });
    await household.push(worker);
    expect(household.textOf("d")).toBe("textabc!");
    const tab = await household.open("d");
    expect(tab.editor.content).toBe("textabc!");
    expect(tab.faults).toEqual([]);
  });
});

describe("a log that cannot be resumed", () => {
  it("because it was cut back takes the edits over the difference", async () => {
    const household = new Household();
    await household.known("d", "text");
    await household.leave("d", "abc");
    const document = household.server.document("d");
    document.append({ by: "bob", seq: 1, operation: insertion("a ", 4) });
    document.floor = document.head;
    expect(outcomes(await household.push()).pushed).toEqual(["d 3 pushed"]);
    expect(household.textOf("d")).toBe("a textabc");
  });

  it("because it is another makes the edits a copy, which the next tab shows", async () => {
    const household = new Household();
    await household.known("d", "text");
    await household.leave("d", "abc");
    household.server.documents.delete("d");
    const restored = household.server.document("d");
    Object.defineProperty(restored, "lineage", { value: "from a backup" });
    expect(outcomes(await household.push()).left).toEqual(["d 3 diverged"]);
    const tab = await household.open("d");
    expect(await household.device.finish(tab.session.copies())).toMatchObject([
      { text: "textabc", unsent: true, reason: "diverged" },
    ]);
    expect(tab.editor.content).toBe("");
    expect(outcomes(await household.push()).left).toEqual([]);
  });

  it("because it is gone leaves the edits where they are", async () => {
    const household = new Household();
    await household.known("d", "text");
    await household.leave("d", "abc");
    household.server.documents.delete("d");
    expect(outcomes(await household.push()).left).toEqual(["d 3 not_found"]);
    const tab = await household.open("d", {});
    expect(tab.session.status.sync).toMatchObject({ why: { code: "gone" } });
    expect(tab.editor.content).toBe("textabc");
  });

  it("because it holds entries that this outbox never wrote keeps a copy, and renews", async () => {
    const household = new Household();
    await household.known("d", "text");
    await household.leave("d", "abc");
    const document = household.server.document("d");
    const { by } = document.log[0]!;
    document.append({ by, seq: 2, operation: insertion("somebody with my name ", 4) });
    document.append({ by, seq: 3, operation: insertion("twice ", 26) });
    const { left } = await household.push();
    expect(left).toMatchObject([{ doc: "d" }]);
    const tab = await household.open("d");
    const copies = await household.device.finish(tab.session.copies());
    const texts = [tab.editor.content, ...copies.map(({ text }) => text)];
    expect(texts.some((text) => text.includes("abc"))).toBe(true);
  });
});

describe("an operation that is refused", () => {
  it("because it went stale is frozen anew, and stored once", async () => {
    const household = new Household();
    await household.known("d", "text");
    await household.leave("d", "abc");
    const worker = household.worker();
    const stale = { code: "stale", detail: "cut back", seq: 2, retry: false };
    let refused = 0;
    listened(worker, (json) => {
      const sends = json.includes('"seq":2');
      return sends && refused++ === 0 ? { status: 409, body: JSON.stringify(stale) } : null;
    });
    expect(outcomes(await household.push(worker)).pushed).toEqual(["d 3 pushed"]);
    expect(household.textOf("d")).toBe("textabc");
  });

  it("for good stays where it is, and blocks the tab that opens it", async () => {
    const household = new Household();
    await household.known("d", "text");
    await household.leave("d", "abc");
    const full = { code: "full", detail: "no room", seq: 2, retry: false };
    const worker = household.worker();
    const asked = listened(worker, () => ({ status: 507, body: JSON.stringify(full) }));
    expect(outcomes(await household.push(worker)).left).toEqual(["d 3 full"]);
    expect(asked).toHaveLength(1);
    await household.push();
    expect(household.textOf("d")).toBe("textabc");
  });
});

describe("edits that wait for their author", () => {
  it("are not sent, nor is what they met taken in before their author sees it", async () => {
    const household = new Household();
    await household.known("d", "text");
    await household.leave("d", "abc");
    household.server.document("d").append({ by: "bob", seq: 1, operation: insertion("a ", 4) });
    const worker = household.worker();
    const asked = listened(worker);
    const { settings } = worker.tab.storage;
    await household.device.finish(settings.set("reviewPolicy", "always"));
    expect(outcomes(await household.push(worker)).left).toEqual(["d 3 review"]);
    expect(asked).toHaveLength(1);
    expect(JSON.parse(asked[0]!)).toMatchObject({ ops: [] });
    expect(household.textOf("d")).toBe("a text");
    await household.device.finish(settings.set("reviewPolicy", "automatic"));
    await household.push();
    expect(household.textOf("d")).toBe("a textabc");
  });
});

/** An insertion at the beginning of a text of some length. */
function insertion(text: string, length: number): Operation {
  return Operation.builder().insert(text).retain(length).build();
}
