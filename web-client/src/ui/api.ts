/** A line of the list of documents. */
export interface DocumentSummary {
  readonly id: string;
  /** The beginning of its first line, as the server knows it; may be empty. */
  readonly title: string;
  readonly changedAt: number;
}

export interface ServerFacts {
  readonly version: string;
  /** Whether the page should be kept on devices, so that it opens without a network. */
  readonly offline: boolean;
}

export interface DocumentList {
  readonly documents: readonly DocumentSummary[];
  readonly next: string | null;
}

/** The server said no, in its own words, or (without a status) could not be reached. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    message: string,
    readonly status: number | null,
  ) {
    super(message);
  }
}

const PATIENCE_MILLIS = 20_000;

export async function listDocuments(after: string | null): Promise<DocumentList> {
  const query = after === null ? "" : `?after=${encodeURIComponent(after)}`;
  const answer = (await ask(`/v1/documents${query}`)) as Partial<DocumentList>;
  return { documents: answer.documents ?? [], next: answer.next ?? null };
}

/** The text of a document. */
export async function readDocument(id: string): Promise<string> {
  const answer = await ask(`/v1/documents/${id}`);
  return (answer as { readonly content: string }).content;
}

/** Makes an empty document, and returns its id. */
export async function createDocument(): Promise<string> {
  const answer = await ask("/v1/documents", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ type: "text" }),
  });
  return (answer as { readonly id: string }).id;
}

/** What the server says of itself. */
export async function serverFacts(): Promise<ServerFacts> {
  return (await ask("/v1/app")) as ServerFacts;
}

async function ask(path: string, request: RequestInit = {}): Promise<unknown> {
  const signal = AbortSignal.timeout(PATIENCE_MILLIS);
  const response = await fetch(path, { ...request, signal }).catch((failure: unknown) => {
    throw new ApiError(`The server cannot be reached (${String(failure)})`, null);
  });
  if (response.ok) return response.json();
  throw new ApiError(await problemOf(response), response.status);
}

/** RFC 9457: a problem says what it is in `detail`, or at least in `title`. */
async function problemOf(response: Response): Promise<string> {
  const said = `${response.status} ${response.statusText}`.trim();
  try {
    const problem = (await response.json()) as { detail?: string; title?: string };
    return problem.detail ?? problem.title ?? said;
  } catch {
    return said;
  }
}
