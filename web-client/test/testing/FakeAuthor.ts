import { Operation } from "../../src/ot/index";
import type { KeptDocument, Outbox, Standing } from "../../src/store/index";
import { RandomOperations } from "./RandomOperations";
import type { SplitMix64 } from "../../src/testing/SplitMix64";

/** A person and a server, at random: what they do to a document, and what an outbox must hold then. */
export class FakeAuthor {
  document: KeptDocument;

  constructor(
    private readonly random: SplitMix64,
    content = "",
  ) {
    this.document = {
      site: "aaaaaaaaaaaa",
      lineage: "one",
      type: "text",
      revision: 0,
      check: null,
      lastSequence: 0,
      held: false,
      inFlight: null,
      buffer: null,
      pendingEdits: 0,
      content,
    };
  }

  /** Does something, and tells the outbox. */
  act(outbox: Outbox): Promise<void> {
    const { inFlight, buffer } = this.document;
    switch (this.random.below(6)) {
      case 0:
        return this.othersEdit(outbox);
      case 1:
        if (inFlight !== null) return this.acknowledged(outbox);
        if (buffer !== null) return this.freeze(outbox);
        return this.edit(outbox);
      default:
        return this.edit(outbox);
    }
  }

  edit(outbox: Outbox): Promise<void> {
    const edit = new RandomOperations(this.random, "text").on(Operation.ofText(this.localText()));
    const buffer = this.document.buffer?.compose(edit) ?? edit;
    this.document = { ...this.document, buffer, pendingEdits: this.document.pendingEdits + 1 };
    return outbox.append(edit);
  }

  private freeze(outbox: Outbox): Promise<void> {
    const { revision, lastSequence, buffer } = this.document;
    const operation = buffer!;
    const inFlight = { sequence: lastSequence + 1, revision, operation, outstanding: operation };
    this.document = { ...this.document, inFlight, buffer: null };
    return outbox.advance(null, standing(this.document));
  }

  private acknowledged(outbox: Outbox): Promise<void> {
    const { site, revision, content, inFlight, buffer } = this.document;
    const { sequence, outstanding } = inFlight!;
    this.document = {
      ...this.document,
      revision: revision + 1,
      check: [site, sequence],
      lastSequence: sequence,
      inFlight: null,
      pendingEdits: buffer === null ? 0 : this.document.pendingEdits - 1,
      content: outstanding.apply(content),
    };
    return outbox.advance(outstanding, standing(this.document));
  }

  private othersEdit(outbox: Outbox): Promise<void> {
    const { revision, content, inFlight, buffer } = this.document;
    const theirs = new RandomOperations(this.random, "text").on(Operation.ofText(content));
    let behind = theirs;
    const moved = (operation: Operation) => {
      const { earlier, later } = Operation.transform(behind, operation);
      behind = earlier;
      return later;
    };
    this.document = {
      ...this.document,
      revision: revision + 1,
      check: ["bbbbbbbbbbbb", revision + 1],
      // Sometimes the author wants to see first what became of it.
      held: revision % 3 === 0,
      inFlight: inFlight && { ...inFlight, outstanding: moved(inFlight.outstanding) },
      buffer: buffer && moved(buffer),
      content: theirs.apply(content),
    };
    return outbox.advance(theirs, standing(this.document));
  }

  private localText(): string {
    const { content, inFlight, buffer } = this.document;
    const sent = inFlight?.outstanding.apply(content) ?? content;
    return buffer?.apply(sent) ?? sent;
  }
}

function standing({ content: _, ...rest }: KeptDocument): Standing {
  return rest;
}

/** For comparisons: operations by their letters. */
export function spelled(document: KeptDocument | null): unknown {
  return JSON.parse(JSON.stringify(document)) as unknown;
}
