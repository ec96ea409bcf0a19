/** Shows hostile texts wherever the page shows what somebody else wrote, and tells what came of it. */
import { adoptStyles } from "../../src/editor/codemirror/index";
import { clear, sinks, type Sink } from "./sinks";

/** Whatever a sink may make of a text, it makes of one of these. */
const harmless = [
  "word",
  "# Heading\n\n- **list** *of* `code`\n\n> quote [a](b) ![c](d)\n\n1. one\n\n```\nfence\n```\n",
  "<b>bold</b> <!-- comment --> &amp; http://a.example/ <a@a.example>\n\n<p>\nblock\n</p>\n\n***",
  "tab\tnul\u0000 rtl\u202e \u{1f41f} \u2028 \\* ~~gone~~ | a | b |\n| - | - |\n| c | d |\n",
  "m t b [x]: y 'z'\nSetext\n===\n    indented\n- [ ] task\n<?pi?> <![CDATA[x]]>",
];
/** Sinks that show no letter of it. */
const silent = new Set(["somebody's colour", "HTML that is pasted"]);

const complaints: string[] = [];
addEventListener("securitypolicyviolation", ({ violatedDirective, sample }) =>
  complaints.push(`CSP ${violatedDirective} ${sample}`),
);
addEventListener("error", ({ message }) => complaints.push(message));
addEventListener("unhandledrejection", ({ reason }) => complaints.push(String(reason)));

/** Elements by name and attributes, without what stands in these. */
function kinds(): Set<string> {
  const elements = [...document.querySelectorAll("*")];
  return new Set(
    elements.map((element) => [element.localName, ...element.getAttributeNames().sort()].join(" ")),
  );
}

function addresses(): string[] {
  const linked = document.querySelectorAll("[href], [src], [action], [formaction], [srcdoc]");
  return [...linked].flatMap((element) =>
    ["href", "src", "action", "formaction", "srcdoc"]
      .map((name) => element.getAttribute(name))
      .filter((value) => value !== null),
  );
}

/** All that a person, or a screen reader, is told. */
function said(): string {
  const fields = [...document.querySelectorAll("input")].map(({ value }) => value);
  const labels = [...document.querySelectorAll("[aria-label], [title]")].map(
    (element) => `${element.getAttribute("aria-label")} ${element.getAttribute("title")}`,
  );
  return [document.title, document.documentElement.textContent, ...fields, ...labels].join("\n");
}

async function shownIn(sink: Sink, text: string): Promise<void> {
  clear();
  await sink(text);
}

async function problemsIn(name: string, sink: Sink, texts: readonly string[]): Promise<string[]> {
  const known = new Set<string>();
  for (const text of harmless) {
    await shownIn(sink, text);
    kinds().forEach((kind) => known.add(kind));
  }
  const problems: string[] = [];
  for (const text of texts) {
    const found = (what: string) => problems.push(`${name}: ${what}, of ${JSON.stringify(text)}`);
    await shownIn(sink, text);
    for (const kind of kinds()) if (!known.has(kind)) found(`made <${kind}>`);
    for (const address of addresses()) {
      if (!/^(\/(?!\/)|#)/.test(address)) found(`leads to ${address}`);
    }
    for (const painted of document.querySelectorAll("[style]")) {
      if (/url|expression|import/i.test(painted.getAttribute("style")!)) found("is a style");
    }
    // A line separator is shown as the sign that it is one, and titles begin with a letter.
    const beginning = text.replace("\u2028", "").trim().slice(0, 8);
    if (!silent.has(name) && !said().includes(beginning)) found("is not shown");
    complaints.splice(0).forEach(found);
    if ("ran" in window) {
      found("ran");
      delete window.ran;
    }
  }
  clear();
  return problems;
}

async function problems(texts: readonly string[]): Promise<string[]> {
  const all: string[] = [];
  for (const [name, sink] of Object.entries(sinks)) {
    all.push(...(await problemsIn(name, sink, texts)));
  }
  return all;
}

declare global {
  interface Window {
    hostile: { readonly sinks: number; problems(texts: readonly string[]): Promise<string[]> };
  }
}

adoptStyles();
window.hostile = { sinks: Object.keys(sinks).length, problems };
