/** Which page an address means. */
export type Route =
  | { readonly page: "list" }
  | { readonly page: "document"; readonly id: string }
  | { readonly page: "nowhere" };

const documentPath = /^\/d\/([A-Za-z0-9_-]{1,128})\/?$/;

export function routeOf(path: string): Route {
  if (path === "/") return { page: "list" };
  const id = documentPath.exec(path)?.[1];
  return id === undefined ? { page: "nowhere" } : { page: "document", id };
}

export function documentAddress(id: string): string {
  return `/d/${id}`;
}
