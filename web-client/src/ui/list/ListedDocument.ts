import type { ShelvedDocument } from "../../store/index";
import type { DocumentSummary } from "../api";
import { titleOf } from "../title";

/** A row of the list: a document of this device, of the server, or of both. */
export interface ListedDocument {
  readonly id: string;
  readonly title: string;
  /** When anybody changed it, as the server knows; when it was opened here, if it does not. */
  readonly touched: { readonly how: "changed" | "opened"; readonly at: number };
  /** Whether this device has it. */
  readonly here: boolean;
  readonly unsentEdits: number;
  /** Whether these wait for the person, and not for a network. */
  readonly waits: boolean;
}

/**
 * Both lists as one, the last touched first. The server's is null while it is not known. `waiting`
 * are those with unsent edits that only the person can help on.
 */
export function merged(
  here: readonly ShelvedDocument[],
  server: readonly DocumentSummary[] | null,
  waiting: ReadonlySet<string>,
): readonly ListedDocument[] {
  const shelved = new Map(here.map((document) => [document.doc, document]));
  const known = (server ?? []).map((summary) => listed(summary, shelved.get(summary.id)));
  const ids = new Set(known.map(({ id }) => id));
  const own = here.filter(({ doc }) => !ids.has(doc)).map(ofThisDevice);
  return [...known, ...own]
    .map((document) => ({
      ...document,
      waits: document.unsentEdits > 0 && waiting.has(document.id),
    }))
    .sort((a, b) => b.touched.at - a.touched.at);
}

type Placed = Omit<ListedDocument, "waits">;

function listed(summary: DocumentSummary, here: ShelvedDocument | undefined): Placed {
  const unsentEdits = here?.unsentEdits ?? 0;
  // Our own title is ahead of the server's while it does not have our edits, and while it has none.
  const own = unsentEdits > 0 || summary.title === "" ? here?.title : undefined;
  return {
    id: summary.id,
    title: titleOf(own ?? summary.title),
    touched: { how: "changed", at: summary.changedAt },
    here: here !== undefined,
    unsentEdits,
  };
}

function ofThisDevice({ doc, title, openedAt, unsentEdits }: ShelvedDocument): Placed {
  const touched = { how: "opened", at: openedAt } as const;
  return { id: doc, title: titleOf(title), touched, here: true, unsentEdits };
}
