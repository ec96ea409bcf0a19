import type { EditorPort } from "../editor/EditorPort";
import type { DocumentType } from "../ot/index";
import { MemoryOutboxStore, type DeviceStorage, type OutboxStore } from "../store/index";
import { browserEnvironment } from "./browserEnvironment";
import { Connection } from "./Connection";
import { Recorder, type Diagnostics } from "./diagnostics/index";
import { DocumentSession } from "./DocumentSession";
import type { Environment } from "./Environment";
import { httpAddress } from "./httpAddress";
import type { HttpWay } from "./HttpWay";
import type { Incident, IncidentBundle } from "./incident/index";
import type { Link } from "./Link";
import type { DocumentMessage, Welcome } from "./messages";
import { ReviewChoice } from "./reunion/ReviewChoice";
import type { ReviewPolicy } from "./reunion/ReviewPolicy";
import type { ConnectionStatus } from "./SessionStatus";
import type { SyncObserver } from "./SyncObserver";

export interface RejoinClientOptions {
  /** Of the socket: `wss://host/v1/socket`. */
  readonly url: string;
  readonly name: string;
  readonly color?: string;
  readonly token?: string;
  /** What the page keeps on this device. Without it, `outboxes`; without these, only memory. */
  readonly storage?: DeviceStorage;
  readonly outboxes?: OutboxStore;
  /** When edits wait for a review, until the person chooses (`setReviewPolicy`): unless told, never. */
  readonly review?: ReviewPolicy;
  readonly observer?: SyncObserver;
  /** Whether figures of how well it went may be sent to the server; yes, unless the person says no. */
  readonly reportFigures?: boolean;
  readonly environment?: Environment;
}

export interface OpenOptions {
  /** Makes the document, if the server has none of this id. */
  readonly create?: DocumentType;
  /** The id was made here just now (`newDocumentId`): it can be written in at once. */
  readonly fresh?: boolean;
}

/** The name of the setting: "yes" or "no". */
export const REPORT_FIGURES = "reportFigures";

/** So many sockets in a row that did not live mean: none can be held here. */
const SOCKETLESS_AFTER = 3;

/** One server, one socket, any number of documents. */
export class RejoinClient {
  private readonly sessions = new Map<string, DocumentSession>();
  private readonly environment: Environment;
  private readonly outboxes: OutboxStore;
  private readonly connection: Connection;
  private readonly recorder: Recorder;
  private readonly choice: ReviewChoice;
  private http: HttpWay;
  private welcome: Welcome | null = null;

  constructor(private readonly options: RejoinClientOptions) {
    const { url, name, color, token } = options;
    this.environment = options.environment ?? browserEnvironment;
    this.outboxes = options.storage?.outboxes ?? options.outboxes ?? new MemoryOutboxStore();
    this.choice = new ReviewChoice(options.storage?.settings ?? null, options.review);
    this.recorder = new Recorder(
      this.environment,
      { url, storageBytes: async () => (await options.storage?.shelf.use())?.usedBytes ?? null },
      options.observer,
    );
    void this.mayReport().then((may) => this.recorder.report(may));
    this.http = this.wayFor(name, color);
    this.connection = new Connection(
      this.environment,
      url,
      { name, color, token },
      {
        connected: (welcome) => this.connected(welcome),
        disconnected: (since) => this.disconnected(since),
        received: (message) => this.received(message),
        passed: (direction, text) => this.recorder.message(direction, text, "socket"),
        statusChanged: () => this.statusChanged(),
        fault: (error) => this.each((session) => session.faulted(error)),
      },
    );
    this.connection.connect();
  }

  get status(): ConnectionStatus {
    return this.connection.status;
  }

  /** Opens a document in an editor. One document is open once; close the session to open it again. */
  open(
    doc: string,
    port: EditorPort,
    { create, fresh = false }: OpenOptions = {},
  ): DocumentSession {
    if (this.sessions.has(doc)) throw new Error(`${doc} is open already`);
    const { environment, outboxes, recorder: watcher } = this;
    const { choice } = this;
    const { storage = null } = this.options;
    const link = this.linkOf(doc);
    const session = new DocumentSession({
      ...{ doc, port, create, fresh, link },
      ...{ environment, outboxes, storage, choice, watcher },
    });
    this.sessions.set(doc, session);
    return session;
  }

  /** For a report of a fault: what happened last, without a word of the documents. */
  diagnostics(): Diagnostics {
    const open = [...this.sessions].map(([doc, { status }]) => [doc, status] as const);
    return this.recorder.diagnostics(this.status, new Map(open), this.examine());
  }

  /**
   * What is needed to look into a document that went wrong, of each incident and of each document
   * that is open. The documents' text is in it: for a person who chose that.
   */
  incidentBundlesWithText(): readonly IncidentBundle[] {
    return this.recorder.bundlesWithText(this.examine());
  }

  /** Whether figures may be sent to the server. Remembered where there is storage. */
  async reportFigures(may: boolean): Promise<void> {
    this.recorder.report(may);
    await this.options.storage?.settings.set(REPORT_FIGURES, may ? "yes" : "no");
  }

  /** When edits that were made while away wait for their author before they are sent. */
  get reviewPolicy(): ReviewPolicy {
    return this.choice.policy;
  }

  /** From the next absence on. Remembered where there is storage. */
  async setReviewPolicy(policy: ReviewPolicy): Promise<void> {
    await this.choice.choose(policy);
  }

  /** Tells the others the new name and colour. */
  introduce(name: string, color: string): void {
    this.http = this.wayFor(name, color);
    this.connection.introduce({ name, color, token: this.options.token });
  }

  /** After `refused`, or to shorten the wait: connects now. */
  reconnect(): void {
    this.connection.connect();
  }

  close(): void {
    this.each((session) => session.close());
    this.connection.close();
    this.recorder.close();
  }

  private examine(): readonly Incident[] {
    const all = [...this.sessions.values()].map((session) => session.examine());
    return all.filter((each) => each !== null);
  }

  private async mayReport(): Promise<boolean> {
    const { storage, reportFigures = true } = this.options;
    return reportFigures && (await storage?.settings.get(REPORT_FIGURES)) !== "no";
  }

  private linkOf(doc: string): Link {
    const client = () => this;
    return {
      get status() {
        return client().connection.status;
      },
      get welcome() {
        return client().welcome;
      },
      get mayRelay() {
        return client().mayRelay;
      },
      get nextRetryAt() {
        return client().connection.nextRetryAt;
      },
      get http() {
        return client().http;
      },
      send: (text) => this.connection.send(text),
      release: () => this.sessions.delete(doc),
    };
  }

  private get mayRelay(): boolean {
    const { status, failures } = this.connection;
    const trying = status.state !== "online" && status.state !== "refused";
    return trying && failures >= SOCKETLESS_AFTER;
  }

  private wayFor(name: string, color: string | undefined): HttpWay {
    const { environment, recorder } = this;
    const server = new URL(httpAddress(this.options.url, "/")).origin;
    const post = async (url: string, json: string) => {
      recorder.message("sent", json, "http");
      const answer = await environment.post(url, json);
      recorder.message("received", answer.body, "http");
      return answer;
    };
    return { environment: { post }, server, name, ...(color === undefined ? {} : { color }) };
  }

  private statusChanged(): void {
    this.recorder.connectionChanged(this.connection.status);
    if (this.mayRelay) this.each((session) => session.relayed());
    this.each((session) => session.changed());
  }

  private connected(welcome: Welcome): void {
    this.welcome = welcome;
    this.each((session) => session.connected());
  }

  private disconnected(since: number): void {
    this.welcome = null;
    this.each((session) => session.disconnected(since));
  }

  private received(message: DocumentMessage): void {
    this.sessions.get(message.doc)?.received(message);
  }

  private each(action: (session: DocumentSession) => void): void {
    [...this.sessions.values()].forEach(action);
  }
}
