import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const jar = resolve(
  process.env["REJOIN_SERVER_JAR"] ??
    join(import.meta.dirname, "../../../server/target/rejoin-server.jar"),
);
const startLine = /listening on (http:\/\/\S+)/;
/** A server that lives for seconds: the compiler that makes the fastest code would never be done. */
const quickStart = ["-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];
const START_LIMIT_MILLIS = 60_000;

/** One entry of a log, as far as tests read it. */
export interface LogEntry {
  readonly rev: number;
  readonly site: string;
  readonly seq: number;
}

export interface ServerOptions {
  /** Origins of proxies that pages come through. */
  readonly origins?: readonly string[];
  readonly flags?: readonly string[];
}

/** What runs a command of the built server. */
export function serverCommand(...words: readonly string[]): string[] {
  return ["java", "-Xmx256m", "-cp", jar, "dev.rejoin.server.Main", ...words];
}

/**
 * The built server on a port of its own, with a store of its own. It can be killed and started
 * again.
 */
export class ServerProcess {
  private readonly backups: string[] = [];

  private constructor(
    readonly directory: string,
    private readonly options: ServerOptions,
    private process: ChildProcess,
    readonly url: string,
  ) {}

  static async start(options: ServerOptions = {}): Promise<ServerProcess> {
    const data = mkdtempSync(join(tmpdir(), "rejoin-browser-"));
    const { process, url } = await launch(data, 0, options);
    return new ServerProcess(data, options, process, url);
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** As if the power went: no signal handler runs. */
  async kill(): Promise<void> {
    await ended(this.process, "SIGKILL");
  }

  /** A copy of all that it stored. It has to be stopped or killed for that. */
  backUp(): string {
    const backup = mkdtempSync(join(tmpdir(), "rejoin-backup-"));
    cpSync(this.directory, backup, { recursive: true });
    this.backups.push(backup);
    return backup;
  }

  /** Puts what was stored then in the place of what is stored now; null: nothing was. */
  restore(backup: string | null): void {
    rmSync(this.directory, { recursive: true, force: true });
    if (backup === null) mkdirSync(this.directory);
    else cpSync(backup, this.directory, { recursive: true });
  }

  /** On the same port, with the same data. */
  async startAgain(): Promise<void> {
    ({ process: this.process } = await launch(this.directory, this.port, this.options));
  }

  async stop(): Promise<void> {
    await ended(this.process, "SIGTERM");
    for (const directory of [this.directory, ...this.backups]) {
      rmSync(directory, { recursive: true, force: true });
    }
  }

  async create(content = ""): Promise<string> {
    const response = await fetch(`${this.url}/v1/documents`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ type: "text", content }),
    });
    if (!response.ok) throw new Error(`Creating a document: ${await response.text()}`);
    return ((await response.json()) as { id: string }).id;
  }

  async content(id: string): Promise<string> {
    const response = await fetch(`${this.url}/v1/documents/${id}`);
    if (!response.ok) throw new Error(`Reading ${id}: ${await response.text()}`);
    return ((await response.json()) as { content: string }).content;
  }

  /** The whole log of a document. */
  async log(id: string): Promise<LogEntry[]> {
    const entries: LogEntry[] = [];
    for (;;) {
      const from = entries.length;
      const response = await fetch(`${this.url}/v1/documents/${id}/ops?from=${from}`);
      if (!response.ok) throw new Error(`Reading the log of ${id}: ${await response.text()}`);
      const { ops } = (await response.json()) as { ops: LogEntry[] };
      if (ops.length === 0) return entries;
      entries.push(...ops);
    }
  }
}

async function launch(data: string, port: number, { origins = [], flags = [] }: ServerOptions) {
  const args = [...quickStart, "-cp", jar, "dev.rejoin.server.Main"];
  args.push("--host", "127.0.0.1", "--port", String(port), "--data", data, ...flags);
  for (const origin of origins) args.push("--allow-origin", origin);
  const process = spawn("java", args, { stdio: ["ignore", "pipe", "pipe"] });
  const url = await announced(process);
  return { process, url };
}

function announced(process: ChildProcess): Promise<string> {
  let output = "";
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The server ${why}. It said:\n${output}`));
    const limit = setTimeout(() => fail("did not start in time"), START_LIMIT_MILLIS);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const url = startLine.exec(output)?.[1];
      if (url === undefined) return;
      clearTimeout(limit);
      resolve(url);
    };
    process.stdout?.on("data", read);
    process.stderr?.on("data", read);
    process.once("exit", (code) => fail(`ended with ${code}`));
    process.once("error", (failure) => fail(failure.message));
  });
}

async function ended(process: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const exit = once(process, "exit");
  process.kill(signal);
  await exit;
}
