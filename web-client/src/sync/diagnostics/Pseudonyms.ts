/** So many names are told apart; those that come later share one. */
const MAX_NAMES = 1_000;

/**
 * Documents and sites by numbers in place of their names. Who knows a document's id may open it, so
 * it does not go into a report.
 */
export class Pseudonyms {
  private readonly documents = new Map<string, string>();
  private readonly sites = new Map<string, string>();

  document(id: string): string {
    return pseudonym(this.documents, id, "d");
  }

  site(id: string): string {
    return pseudonym(this.sites, id, "s");
  }
}

function pseudonym(given: Map<string, string>, id: string, letter: string): string {
  const known = given.get(id);
  if (known !== undefined) return known;
  if (given.size >= MAX_NAMES) return `${letter}*`;
  const fresh = `${letter}${given.size + 1}`;
  given.set(id, fresh);
  return fresh;
}
