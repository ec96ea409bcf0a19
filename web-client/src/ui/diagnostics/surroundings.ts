import { ago } from "../ago";
import type { OfflineReadiness } from "../app/AppWorker";
import { bytesWords } from "../bytesWords";
import { changesWords } from "../changesWords";
import type { Fact } from "./factsList";
import type { Report, StorageFacts } from "./Report";

/** What the report says beside what the tabs do. */
export function surroundings(report: Report): readonly Fact[] {
  const { version, build, browser, online, server, offlineApp, storage } = report;
  const buildName = /([^/]+)\.js$/.exec(build)?.[1] ?? build;
  return [
    ["Version", `${version} (${buildName})`],
    ["Server", server === "unreachable" ? "cannot be reached" : `version ${server.version}`],
    ["Network", online ? "there is one, says the browser" : "there is none, says the browser"],
    ["Without a network", offlineWords(offlineApp)],
    ["On this device", keptWords(storage)],
    ["Not sent yet", unsentWords(storage)],
    ["Storage", useWords(storage)],
    ["Browser", browser],
  ];
}

function offlineWords(app: OfflineReadiness): string {
  switch (app) {
    case "ready":
      return "Rejoin opens";
    case "coming":
      return "Rejoin is being put on this device";
    case "none":
      return "Rejoin does not open";
    case "impossible":
      return "Rejoin does not open in this browser, or not at this address";
  }
}

function keptWords({ documents, copies, trouble }: StorageFacts): string {
  if (trouble !== null) return `nothing can be kept (${trouble})`;
  const counted = documents === 1 ? "1 document" : `${documents} documents`;
  return copies === 0 ? counted : `${counted}, ${copies === 1 ? "1 copy" : `${copies} copies`}`;
}

function unsentWords({ unsentEdits, unsentSince }: StorageFacts): string {
  if (unsentEdits === 0) return "nothing";
  const since = unsentSince === null ? "" : `, the first ${ago(unsentSince, Date.now())}`;
  return changesWords(unsentEdits) + since;
}

function useWords({ usedBytes, quotaBytes, persistent }: StorageFacts): string {
  const used = usedBytes === null ? "unknown" : bytesWords(usedBytes);
  const quota = quotaBytes === null ? "" : ` of ${bytesWords(quotaBytes)}`;
  return `${used}${quota}, ${persistent ? "kept" : "may be cleared"} by the browser`;
}
