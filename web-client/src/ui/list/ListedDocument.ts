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
}

/** Both lists as one, the last touched first. The server's is null while it is not known. */
export function merged(
  here: readonly ShelvedDocument[],
  server: readonly DocumentSummary[] | null,
): readonly ListedDocument[] {
  const shelved = new Map(here.map((document) => [document.doc, document]));
  const known = (server ?? []).map((summary) => listed(summary, shelved.get(summary.id)));
  const ids = new Set(known.map(({ id }) => id));
  const own = here.filter(({ doc }) => !ids.has(doc)).map(ofThisDevice);
  return [...known, ...own].sort((a, b) => b.touched.at - a.touched.at);
}

function listed(summary: DocumentSummary, here: ShelvedDocument | undefined): ListedDocument {
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

function ofThisDevice({ doc, title, openedAt, unsentEdits }: ShelvedDocument): ListedDocument {
  const touched = { how: "opened", at: openedAt } as const;
  return { id: doc, title: titleOf(title), touched, here: true, unsentEdits };
}
