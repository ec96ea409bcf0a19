import { expect } from "vitest";
import type { ServerProcess } from "./ServerProcess";

/**
 * Letters that are typed once in a test: whatever is lost or doubled can be told. No keyboard has
 * them, so each comes as one input event.
 */
export class Letters {
  typed = "";

  constructor(readonly first = 0x4e00) {}

  take(count: number): string {
    const from = this.first + this.typed.length;
    const taken = String.fromCharCode(...Array.from({ length: count }, (_, at) => from + at));
    this.typed += taken;
    return taken;
  }
}

/** Every one of them is in one of the texts, and none of the texts has one twice. */
export function expectEachOnce(letters: string, ...texts: readonly string[]): void {
  const all = texts.join("");
  const there = new Set(all);
  const lost = [...letters].filter((letter) => !there.has(letter));
  expect(lost.join(""), "lost").toBe("");
  for (const text of texts) expectNothingTwice(text);
}

export function expectNothingTwice(text: string): void {
  const seen = new Set<string>();
  const twice = [...text].filter(
    (letter) => letter >= "\u4e00" && (seen.has(letter) || !seen.add(letter)),
  );
  expect(twice.join(""), "twice").toBe("");
}

/** What the server itself says, and neither a page nor a client of ours. Returns the text. */
export async function expectLogged(
  server: ServerProcess,
  id: string,
  letters: string,
): Promise<string> {
  const text = await server.content(id);
  expectEachOnce(letters, text);
  const names = (await server.log(id)).map(({ site, seq }) => `${site} ${seq}`);
  expect(new Set(names).size, "a name is in the log twice").toBe(names.length);
  return text;
}
