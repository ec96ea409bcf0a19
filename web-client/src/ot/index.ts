/**
 * The algebra of operations on text: the same names and laws as in ot-core.
 *
 *     JSON ──► OperationReader ─┐                      ┌─► apply(text)
 *                               ├─► OperationBuilder ──► Operation ─► OperationWriter ──► JSON
 *     the editor ───────────────┘        ▲             └─► movePosition, Range, Selection
 *                                        │
 *                   compose, transform, invert: walk with OperationCursors
 *
 * Pure: no clock, no randomness, no socket. Every operation is canonical, because only the builder
 * makes them. What comes from outside is read strictly, and what is wrong is named with its numbers.
 */
export { Attributes, type AttributeValue } from "./Attributes";
export { Buffer } from "./Buffer";
export type { Component } from "./Component";
export { contentHash } from "./contentHash";
export { divide, type Size } from "./divide";
export { isDocumentType, type DocumentType } from "./DocumentType";
export { Embed } from "./Embed";
export { InvalidOperationException, type Reason } from "./InvalidOperationException";
export type { Stickiness } from "./movePosition";
export { Operation } from "./Operation";
export { OperationBuilder } from "./OperationBuilder";
export type { OperationSink } from "./OperationSink";
export { Range, type Mover } from "./Range";
export { Selection } from "./Selection";
export type { Transformed } from "./transform";
