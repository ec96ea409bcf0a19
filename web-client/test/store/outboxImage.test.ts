import { describe, expect, it } from "vitest";
import { Operation } from "../../src/ot/index";
import { OutboxImage, type Changes } from "../../src/store/OutboxImage";
import { imageOf } from "../../src/store/outboxRows";
import type { OutboxRow, PartRow } from "../../src/store/schema";
import type { KeptDocument, Outbox, Standing } from "../../src/store/index";
import { FakeAuthor, spelled } from "../testing/FakeAuthor";
import { eachSeedAsync } from "../testing/seeds";
import { SplitMix64 } from "../../src/testing/SplitMix64";

const OWNER = { client: "c", doc: "d", holder: "h" };

/** The rows of one outbox, as a database would have them. */
class Rows {
  readonly parts = new Map<string, PartRow>();
  outbox: OutboxRow | null = null;
  writtenUnits = 0;

  put({ removed, parts, outbox }: Changes): void {
    for (const { part, from } of removed) {
      for (const [key, row] of this.parts) {
        if (row.part === part && row.number >= from) this.parts.delete(key);
      }
    }
    for (const row of parts) {
      this.parts.set(`${row.part} ${row.number}`, row);
      this.writtenUnits += row.text.length;
    }
    this.outbox = outbox;
  }

  get units(): number {
    return [...this.parts.values()].reduce((sum, { text }) => sum + text.length, 0);
  }

  read(): OutboxImage {
    const parts = [...this.parts.values()].sort((a, b) => a.number - b.number);
    return imageOf(this.outbox!, parts);
  }
}

/** An outbox of an image, whose rows are written when a test says so. */
function outboxOf(image: OutboxImage, now: () => number): Outbox {
  return {
    append: (edit: Operation) => Promise.resolve(image.append(edit, now())),
    advance: (through: Operation | null, standing: Standing) =>
      Promise.resolve(image.advance(through, standing, now())),
  } as Outbox;
}

function document(content: string): KeptDocument {
  return new FakeAuthor(new SplitMix64(1), content).document;
}

describe("the image of an outbox", () => {
  it("is what its rows say, whenever they are written", () =>
    eachSeedAsync(60, async (seed) => {
      const random = new SplitMix64(seed);
      const author = new FakeAuthor(random, "some text");
      const rows = new Rows();
      let image = OutboxImage.fresh(author.document, 0);
      for (let step = 0; step < 80; step++) {
        await author.act(outboxOf(image, () => step));
        if (random.oneIn(10)) image.forgetWritten();
        if (random.oneIn(10)) image = OutboxImage.fresh(author.document, step);
        if (!random.oneIn(2)) continue;
        rows.put(image.takeChanges(OWNER));
        expect(image.isDirty).toBe(false);
        expect(spelled(rows.read().document())).toEqual(spelled(author.document));
        if (random.oneIn(5)) image = rows.read();
      }
    }));

  it("writes the text anew when what it went through is as heavy, and not more often", () => {
    const image = OutboxImage.fresh(document("x".repeat(100_000)), 0);
    const rows = new Rows();
    rows.put(image.takeChanges(OWNER));
    let content = "x".repeat(100_000);
    const paragraph = "a paragraph of somebody else's, pasted in\n".repeat(5);
    for (let revision = 1; revision <= 3_000; revision++) {
      const length = content.length;
      const theirs = Operation.builder().retain(length).insert(paragraph).build();
      content += paragraph;
      image.advance(theirs, { ...document(""), revision }, revision);
      rows.put(image.takeChanges(OWNER));
      expect(rows.units).toBeLessThan(2.2 * content.length + 40_000);
    }
    expect(rows.parts.size).toBeLessThan(200);
    expect(rows.writtenUnits).toBeLessThan(8 * content.length);
    expect(rows.read().document().content).toBe(content);
  });

  it("grows by nothing when it is opened and read again and again", () => {
    const rows = new Rows();
    const first = OutboxImage.fresh(document("text"), 0);
    first.append(Operation.builder().retain(4).insert("!").build(), 0);
    rows.put(first.takeChanges(OWNER));
    const { units } = rows;
    for (let opening = 1; opening <= 50; opening++) {
      const image = rows.read();
      image.opened(opening);
      rows.put(image.takeChanges(OWNER));
    }
    expect(rows.units).toBe(units);
    expect(rows.outbox?.openedAt).toBe(50);
  });

  it("knows since when edits wait, through sending and acknowledging", () => {
    const image = OutboxImage.fresh(document("text"), 0);
    const rows = new Rows();
    const since = () => {
      rows.put(image.takeChanges(OWNER));
      return rows.outbox!.unsentSince;
    };
    expect(since()).toBeNull();
    const edit = Operation.builder().retain(4).insert("!").build();
    image.append(edit, 100);
    expect(since()).toBe(100);
    const sent = { sequence: 1, revision: 0, operation: edit, outstanding: edit };
    const base = { ...document(""), pendingEdits: 1 };
    image.advance(null, { ...base, inFlight: sent }, 200);
    expect(since()).toBe(100);
    image.append(Operation.builder().retain(5).insert("?").build(), 300);
    expect(since()).toBe(100);
    const buffer = Operation.builder().retain(5).insert("?").build();
    image.advance(edit, { ...base, revision: 1, lastSequence: 1, buffer }, 400);
    expect(since()).toBe(300);
    image.advance(buffer, { ...base, revision: 2, lastSequence: 2, pendingEdits: 0 }, 500);
    expect(since()).toBeNull();
  });
});
