/**
 * For the tests of an application: `@rejoin/client/testing`.
 *
 *     the application's client ──► SimulatedNetwork ──► ServerEnvironment ──► InMemoryServer
 *                                        │                     │                    │
 *                                        └─────────────────────┴──── VirtualTime ◄──┘
 *
 * A server in memory that speaks the whole protocol, time that passes when the test says so, and a
 * network to be cut, delayed and restored. Everything that is left to chance comes from a seed.
 * A SimulatedNetwork also lies around the browser's own environment, in front of a real server.
 */
export { FakeEditor } from "./FakeEditor";
export type { Temper } from "./FakeServer";
export { InMemoryServer } from "./InMemoryServer";
export { ServerEnvironment } from "./ServerEnvironment";
export { SimulatedNetwork } from "./SimulatedNetwork";
export { VirtualTime } from "./VirtualTime";
export { CALM, STORMY, type Direction, type Weather } from "./Weather";
