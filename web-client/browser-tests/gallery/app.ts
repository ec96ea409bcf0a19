/** Shows a page around the documents in the state that the address names: `?state=list`. */
import { UpdatePrompt } from "../../src/ui/app/updatePrompt";
import { ListPage } from "../../src/ui/list/ListPage";
import { show } from "../../src/ui/show";
import { atServer, FakeLibrary, here, type Shelves } from "./FakeLibrary";

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
