import type { Page } from "playwright-core";
import type { Person } from "./Person";

/** Until the page and its files are on the device, and the worker answers for them. */
export async function keptOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
}

/** The row of a document in the list. */
export function row(person: Person, title: string) {
  return person.page.getByRole("main").getByRole("listitem").filter({ hasText: title });
}
