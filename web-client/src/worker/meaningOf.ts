import { routeOf } from "../ui/route";

/** What a request of a page is to the worker: `others` go to the network as if it were not there. */
export type Meaning = "page" | "file" | "others";

/** Reading only, of our own origin only, and nothing of the API: it speaks for the server. */
export function meaningOf(
  { method, mode, url }: Pick<Request, "method" | "mode" | "url">,
  origin: string,
  isKept: (path: string) => boolean,
): Meaning {
  const address = new URL(url);
  if (method !== "GET" || address.origin !== origin) return "others";
  if (mode === "navigate") {
    return routeOf(address.pathname).page === "nowhere" ? "others" : "page";
  }
  // Names under /assets are never used again: an older build may still have one that we have not.
  return isKept(address.pathname) || address.pathname.startsWith("/assets/") ? "file" : "others";
}
