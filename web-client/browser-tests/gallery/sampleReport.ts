import type { Diagnostics, IncidentBundle } from "../../src/sync/index";
import type { Report } from "../../src/ui/diagnostics/Report";

const at = Date.UTC(2026, 10, 22, 14, 3, 12, 480);

const incident: IncidentBundle = {
  ...{ rejoinIncident: 1, text: true, version: "0.1.0", at: at - 61_000, kind: "mismatch" },
  ...{ document: "d1", key: "0123456789abcdef", lineage: "l", site: "ann", agreed: 41 },
  start: {
    ...{ rev: 41, length: 5, print: "0123456789abcdef", content: "River", origin: "hash" },
    ...{ seq: 3, waiting: null },
  },
  trail: [],
  noticed: { rev: 58, length: 5, print: "0123456789abcdef", content: "River" },
  shown: { length: 5, agrees: true },
  answered: null,
};

export const sampleBundles: readonly IncidentBundle[] = [
  incident,
  { ...incident, kind: "asked", at },
];

const tab: Diagnostics = {
  at,
  version: "0.1.0",
  connection: { state: "waiting", retryInMillis: 3120 },
  documents: { d1: { sync: "unsent", pending: 12, keptOnDevice: true, access: "write" } },
  figures: {
    syncs: 7,
    failures: 3,
    rejoinMillisTotal: 1841,
    rejoinMillisMax: 612,
    rebasedOperations: 218,
    overlaps: 2,
    storageBytes: 1_482_000,
  },
  journal: [
    { at: at - 61_000, what: "sent", shape: { t: "open", doc: "d1", rev: 17, check: ["s1", 3] } },
    { at: at - 60_958, what: "received", shape: { t: "opened", doc: "d1", fold: 41, rev: 58 } },
    { at: at - 60_950, what: "document", shape: { doc: "d1", sync: "saved", pending: 0 } },
    { at: at - 4_300, what: "sent", shape: { t: "op", doc: "d1", seq: 4, op: [12, "+5", -3] } },
    { at: at - 3_120, what: "failed", shape: { code: "closed" } },
    { at, what: "connection", shape: { state: "waiting", retryInMillis: 3120 } },
  ],
  incidents: [],
};

export const sampleReport: Report = {
  at,
  version: "0.1.0",
  build: "/assets/index-0unvYxQ.js",
  browser: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36",
  online: true,
  offlineApp: "ready",
  server: { version: "0.1.0", offline: true },
  storage: {
    usedBytes: 1_482_000,
    quotaBytes: 10_737_418_240,
    persistent: true,
    documents: 4,
    unsentEdits: 12,
    unsentSince: Date.now() - 240_000,
    copies: 1,
    trouble: null,
  },
  tabs: [tab],
  before: { ...tab, figures: { ...tab.figures, syncs: 1, overlaps: 0 } },
};

export const quietReport: Report = {
  ...sampleReport,
  offlineApp: "none",
  online: false,
  server: "unreachable",
  storage: {
    usedBytes: null,
    quotaBytes: null,
    persistent: false,
    documents: 0,
    unsentEdits: 0,
    unsentSince: null,
    copies: 0,
    trouble: "missing",
  },
  tabs: [],
  before: null,
};
