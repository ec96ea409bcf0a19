import { createInterface } from "node:readline";
import { mutated } from "../testing/mutations";
import { BUGS } from "./bugs";
import { Mishap, type Outcome } from "./Mishap";

/**
 * Makes incident bundles, for the server's tests (`dev.rejoin.server.replay.BundleMaker`): the real
 * client, and a planted bug. A line in says which, the line out what came of it, or null.
 *
 *     {"doc":"d1","seed":7,"bug":"server sends another letter"}
 *     {"withText":{…},"withoutText":{…},"lineage":"…","entries":[…],"after":16,"rev":17,…}
 */
interface Wanted {
  readonly doc: string;
  readonly seed: number;
  readonly bug: string;
}

async function make({ doc, seed, bug: name }: Wanted): Promise<object | null> {
  const bug = BUGS[name]!;
  const mishap = new Mishap(doc, seed, bug);
  let made: object | null = null;
  const run = async () => {
    const outcome = await mishap.run();
    made = outcome && mishap.subject.inside(() => told(outcome));
  };
  const planted = bug.planted?.(mishap);
  if (planted === undefined) await run();
  else await mutated(...planted, run);
  return made;
}

function told({ incident, lineage, ancestor, entries, place, text }: Outcome): object {
  return {
    withText: incident.withText("d1"),
    withoutText: incident.withoutText("d1"),
    ...{ lineage, ancestor, text, after: place.after },
    rev: Number.isFinite(place.revision) ? place.revision : null,
    entries: entries.map(({ by, seq, operation }) => ({ site: by, seq, op: operation.toJSON() })),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const made = await make(JSON.parse(line) as Wanted);
  process.stdout.write(`${JSON.stringify(made)}\n`);
}
