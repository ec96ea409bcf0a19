import type { EditorPort } from "../editor/EditorPort";
import type { DocumentType } from "../ot/index";
import type { Environment } from "./Environment";
import type { Link } from "./Link";
import type { OutboxWriterListener } from "./OutboxWriter";
import type { Reviewer } from "./reunion/Reviewer";
import type { SyncObserver } from "./SyncObserver";

export interface ParticipationContext {
  readonly doc: string;
  readonly port: EditorPort;
  readonly create: DocumentType | undefined;
  /** The id was made here just now. */
  readonly fresh: boolean;
  readonly environment: Environment;
  readonly link: Link;
  readonly reviewer: Reviewer;
  readonly watcher: SyncObserver;
}

/** Who is told what happens. */
export interface Observer extends OutboxWriterListener {
  /** Anything of the status may be another now. */
  changed(): void;
  peopleChanged(): void;
  /** The document was opened, and is level with the server. */
  level(): void;
}

/**
 * `loading`: the outbox is not ready. `apart`: no way to the server. `opening`: the server was
 * asked. `live`: in step with the server. `relayed`: in step by and by, over HTTP. `blocked`: an
 * operation was refused for good, or the document cannot be opened, and nothing moves until the
 * person decides.
 */
export type Phase = "loading" | "apart" | "opening" | "live" | "relayed" | "blocked" | "ended";
