/** Which page an address means. */
export type Route =
  | { readonly page: "list" }
  | { readonly page: "document"; readonly id: string; readonly fresh: boolean }
  | { readonly page: "storage" }
  | { readonly page: "diagnostics" }
  | { readonly page: "nowhere" };

const documentPath = /^\/d\/([A-Za-z0-9_-]{1,128})\/?$/;

/** Says of an id that it was made just now, and that nobody else can have it. */
const FRESH = "#new";

export function routeOf(path: string, fragment = ""): Route {
  if (path === "/") return { page: "list" };
  if (path === "/storage") return { page: "storage" };
  if (path === "/diagnostics") return { page: "diagnostics" };
  const id = documentPath.exec(path)?.[1];
  if (id === undefined) return { page: "nowhere" };
  return { page: "document", id, fresh: fragment === FRESH };
}

export function documentAddress(id: string): string {
  return `/d/${id}`;
}

export function freshDocumentAddress(id: string): string {
  return documentAddress(id) + FRESH;
}
