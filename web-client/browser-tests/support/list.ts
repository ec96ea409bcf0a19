import type { Locator } from "playwright-core";
import type { Person } from "./Person";

/** The row of a document in a list. */
export function row(person: Person, title: string): Locator {
  return person.page.getByRole("main").getByRole("listitem").filter({ hasText: title });
}
