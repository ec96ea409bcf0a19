import type { Environment } from "./Environment";

/** The way to the server for who holds no socket: pages about documents, a service worker. */
export interface HttpWay {
  readonly environment: Pick<Environment, "post">;
  /** `https://host`: in a page and in its service worker, `location.origin`. */
  readonly server: string;
  /** What the others are told about who wrote. */
  readonly name?: string;
  readonly color?: string;
}
