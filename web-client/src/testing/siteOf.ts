import { sha256 } from "../sync/incident/sha256";

/** The public name of a client: 72 bits of its hash in base64url. */
export function siteOf(client: string): string {
  // 12 characters are 9 bytes.
  const binary = String.fromCharCode(...sha256(new TextEncoder().encode(client)).slice(0, 9));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_");
}
