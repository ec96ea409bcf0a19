/**
 * What is kept for the case that a document goes wrong, and what can be handed on then.
 *
 *     LocalDocument ──► Trail: what went to and fro since both sides agreed ──► Incident
 *                                                                                 │
 *                        without text: Diagnostics ◄── IncidentBundle ◄───────────┤
 *                        with text: by the person's own choice only ◄─────────────┘
 */
export { evidenceIn, evidenceOf } from "./Evidence";
export { Incident, type Findings } from "./Incident";
export type { BundleCame, BundleSent, IncidentBundle, IncidentKind } from "./IncidentBundle";
export { Trail, type Origin } from "./Trail";
