import { element } from "./element";

/** Hands a text to the person as a file. */
export function downloadText(fileName: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = element("a", { attributes: { href: address, download: fileName } });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/**
 * The title as a file's name: letters and digits of any language, and nothing that a file system
 * minds.
 */
export function fileNameOf(title: string): string {
  const name = title
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/gu, "")
    .slice(0, 60);
  return `${name === "" ? "document" : name}.md`;
}
