import { element } from "../element";

export type Fact = readonly [name: string, value: string];

/** Names and what they are, in two columns. */
export function factsList(facts: readonly Fact[]): HTMLElement {
  const pairs = facts.map(([name, value]) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, value)),
  );
  return element("dl", { class: "facts-list" }, ...pairs);
}
