/** The type of a document, by its name on the wire. Attributes and embeds live in rich text only. */
export type DocumentType = "text" | "rich-text";

export function isDocumentType(name: unknown): name is DocumentType {
  return name === "text" || name === "rich-text";
}
