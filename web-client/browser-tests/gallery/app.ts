/** Shows a page around the documents in the state that the address names: `?state=list`. */
import type { OfflineReadiness } from "../../src/ui/app/AppWorker";
import { UpdatePrompt } from "../../src/ui/app/updatePrompt";
import { DiagnosticsPage } from "../../src/ui/diagnostics/DiagnosticsPage";
import type { Report } from "../../src/ui/diagnostics/Report";
import type { IncidentBundle } from "../../src/sync/index";
import { ListPage } from "../../src/ui/list/ListPage";
import { show } from "../../src/ui/show";
import { StoragePage } from "../../src/ui/storage/StoragePage";
import { atServer, FakeLibrary, here, shelved, type Shelves } from "./FakeLibrary";
import { FakeShelf, someCopies, type ShelfContent } from "./FakeShelf";
import { quietReport, sampleBundles, sampleReport } from "./sampleReport";

const manyHere = [
  ...here,
  shelved("recipes", "Recipes that survived", 9 * 86_400_000),
  shelved("list", "What to take along", 12 * 86_400_000),
];

const states: Readonly<Record<string, () => Promise<void>>> = {
  list: () => list({ here, server: atServer }),
  "list-keeping": async () => {
    await list({ here, server: atServer });
    for (const title of ["Minutes", "Recipes"]) await click(title);
  },
  "list-offline": () => list({ here, server: null }),
  "list-online-only": () => list({ server: atServer }),
  "list-unreachable": () => list({ server: null }),
  "list-waiting": () => {
    void list({ server: "never" });
    return Promise.resolve();
  },
  "list-empty": () => list({}),
  "list-no-storage": () => list({ server: atServer, broken: true }),
  "list-nothing-found": async () => {
    await list({ here, server: atServer });
    const search = document.querySelector<HTMLInputElement>("input[type=search]")!;
    search.value = "unicorn";
    search.dispatchEvent(new InputEvent("input", { bubbles: true }));
  },
  storage: () => storage({ documents: manyHere, copies: someCopies }),
  "storage-open": async () => {
    await storage({ documents: manyHere, copies: someCopies, use: { persistent: true } });
    document.querySelector("details")!.open = true;
    document.querySelector("#kept-copies")!.scrollIntoView();
  },
  "storage-refused": async () => {
    await storage({ documents: manyHere });
    await click("Ask it to keep this");
    await click("Remove “Recipes");
  },
  "storage-sure": async () => {
    await storage({ documents: manyHere });
    await click("Remove all");
  },
  "storage-empty": () => storage({ use: { usedBytes: 0, persistent: true } }, "coming"),
  "storage-trouble": () =>
    storage({ broken: true, use: { usedBytes: null, quotaBytes: null } }, "impossible"),
  diagnostics: () => diagnostics(sampleReport),
  "diagnostics-lines": async () => {
    await diagnostics(sampleReport);
    const details = document.querySelector("details")!;
    details.open = true;
    details.scrollIntoView();
  },
  "diagnostics-incidents": async () => {
    await diagnostics(sampleReport, sampleBundles);
    document.querySelector("#incidents")!.scrollIntoView();
  },
  "diagnostics-quiet": () => diagnostics(quietReport),
  update: async () => {
    await list({ here, server: atServer });
    updatePrompt(false);
  },
  "update-not-yet": async () => {
    await list({ here, server: atServer });
    updatePrompt(true);
    await click("Reload");
  },
};

async function list(shelves: Shelves): Promise<void> {
  const page = new ListPage(new FakeLibrary(shelves));
  show(page.element);
  await page.start();
}

async function storage(content: ShelfContent, app: OfflineReadiness = "ready"): Promise<void> {
  const shelf = new FakeShelf(content).asShelf();
  const page = new StoragePage({ shelf, readiness: () => Promise.resolve(app) });
  show(page.element);
  await page.refresh();
}

async function diagnostics(report: Report, bundles: readonly IncidentBundle[] = []): Promise<void> {
  const page = new DiagnosticsPage({
    gather: () => Promise.resolve({ report, bundles }),
    mayReport: () => Promise.resolve(true),
    letReport: () => Promise.resolve(true),
  });
  show(page.element);
  await page.refresh();
}

function updatePrompt(wouldLose: boolean): void {
  const prompt = new UpdatePrompt({
    wouldLose: () => wouldLose,
    reload: () => (document.body.dataset["reloaded"] = "true"),
  });
  document.body.append(prompt.element);
  prompt.show();
}

async function click(label: string): Promise<void> {
  const buttons = [...document.querySelectorAll("button")];
  buttons.find(({ textContent }) => textContent.includes(label))!.click();
  await Promise.resolve();
}

const wanted = new URLSearchParams(location.search).get("state") ?? "list";
await states[wanted]!();
document.body.dataset["state"] = "shown";
