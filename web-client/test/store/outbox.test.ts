import { MemoryOutboxStore } from "../../src/store/index";
import { FakeDevice } from "../testing/FakeDevice";
import { outboxContract } from "./outboxContract";

outboxContract("an outbox in memory", () => ({
  store: new MemoryOutboxStore(),
  finish: (promise) => promise,
}));

outboxContract("an outbox in IndexedDB", (seed) => {
  const device = new FakeDevice(seed);
  return { store: device.tab().storage.outboxes, finish: (promise) => device.finish(promise) };
});

outboxContract("an outbox in IndexedDB, without Web Locks", (seed) => {
  const device = new FakeDevice(seed, { webLocks: false });
  return { store: device.tab().storage.outboxes, finish: (promise) => device.finish(promise) };
});

outboxContract("an outbox without a database", (seed) => {
  const device = new FakeDevice(seed);
  const { outboxes } = device.tabWithoutDatabase();
  return { store: outboxes, finish: (promise) => device.finish(promise) };
});
