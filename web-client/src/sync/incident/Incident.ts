import { contentHash, type Operation } from "../../ot/index";
import { VERSION } from "../../version";
import type { Frozen } from "../Frozen";
import type { Evidence } from "./Evidence";
import type {
  BundleCame,
  BundlePlace,
  BundleSent,
  BundleStep,
  IncidentBundle,
  IncidentKind,
} from "./IncidentBundle";
import { plainReplay, type Replayed } from "./plainReplay";
import { Prints } from "./Prints";
import { shapeOf } from "./shapeOf";
import type { Came, Place, TrailEvent } from "./Trail";

/** All that this client knows of a document and of how it came to it. */
export interface Findings {
  readonly doc: string;
  readonly at: number;
  readonly kind: IncidentKind;
  readonly lineage: string;
  readonly site: string;
  readonly agreed: number | null;
  readonly start: Place;
  readonly events: readonly TrailEvent[];
  readonly revision: number;
  /** The log's text, as this client has it. */
  readonly base: string;
  readonly shown: { readonly length: number; readonly agrees: boolean };
  /** Of the log that the server has instead. */
  readonly answered: { readonly lineage: string; readonly revision: number } | null;
}

/** Something that should not have happened to a document, and all that helps to find out why. */
export class Incident {
  constructor(private readonly findings: Findings) {}

  get doc(): string {
    return this.findings.doc;
  }

  get kind(): IncidentKind {
    return this.findings.kind;
  }

  /** Milliseconds since 1970. */
  get at(): number {
    return this.findings.at;
  }

  /** Without a word that anybody wrote, a name or an id. `document` is what to call it instead. */
  withoutText(document: string): IncidentBundle {
    const prints = new Prints(this.findings.lineage);
    return this.bundle(false, document, (site) => prints.site(site), shapeOf);
  }

  /** With the document's text, and what was written in it since the last agreement. */
  withText(document: string): IncidentBundle {
    return this.bundle(
      true,
      document,
      (site) => site,
      (operation) => operation.toJSON(),
    );
  }

  private bundle(
    text: boolean,
    document: string,
    siteName: (site: string) => string,
    write: (operation: Operation) => unknown,
  ): IncidentBundle {
    const { at, kind, lineage, site, agreed, start, events, answered } = this.findings;
    const prints = new Prints(lineage);
    const replayed = plainReplay(
      start,
      events.filter((event) => event.kind === "came"),
    );
    const place = (rev: number, content: string): BundlePlace => ({
      rev,
      length: content.length,
      print: prints.text(rev, contentHash(content)),
      ...(text ? { content } : {}),
    });
    const { waiting } = start;
    const leave = { prints, site, siteName, write };
    return {
      rejoinIncident: 1,
      ...{ text, version: VERSION, at, kind, document, key: prints.key },
      ...(text ? { lineage } : {}),
      ...{ site: siteName(site), agreed },
      start: {
        ...place(start.revision, start.text),
        origin: start.origin,
        seq: start.sequence,
        waiting: waiting && { ...sent(waiting.frozen, leave), moved: write(waiting.moved) },
      },
      trail: events.map((event) => {
        if (event.kind === "came") return came(event, replayed.get(event), leave);
        return sent(event.frozen, leave);
      }),
      noticed: place(this.findings.revision, this.findings.base),
      shown: this.findings.shown,
      answered: answered && { key: new Prints(answered.lineage).key, rev: answered.revision },
    };
  }
}

interface Leave {
  readonly prints: Prints;
  /** Of this client. */
  readonly site: string;
  readonly siteName: (site: string) => string;
  readonly write: (operation: Operation) => unknown;
}

function sent({ sequence, revision, operation }: Frozen, { prints, write }: Leave): BundleSent {
  const inserted = prints.inserted(sequence, operation);
  return { sent: sequence, rev: revision, op: write(operation), inserted };
}

function came(event: Came, replayed: Replayed | undefined, leave: Leave): BundleCame {
  let revision = event.from;
  const steps = event.steps.map((each) => step(each, (revision += each.count), leave));
  const { prints } = leave;
  return {
    from: event.from,
    steps,
    server: event.hash === null ? null : prints.text(revision, event.hash),
    seq: event.sequence,
    length: event.length,
    print: replayed === undefined ? null : prints.text(replayed.revision, replayed.hash),
  };
}

function step(evidence: Evidence, revision: number, leave: Leave): BundleStep {
  const { prints, site, siteName, write } = leave;
  const { by, sequence, count, operation } = evidence;
  const done = {
    op: operation === null ? null : write(operation),
    print: operation === null ? null : prints.operation(revision, operation),
  };
  if (by === null || sequence === null) return { fold: count, ...done };
  const named = { by: siteName(by), seq: sequence, ...done };
  if (by !== site || operation === null) return named;
  return { ...named, inserted: prints.inserted(sequence, operation) };
}
