import { expect, test } from "vitest";
import { Operation } from "../../../src/ot/index";
import { Trail, TRAIL_EVENTS, TRAIL_WEIGHT, type Place } from "../../../src/sync/incident/Trail";

const place = (revision: number, origin: Place["origin"]): Place => ({
  ...{ revision, text: "x".repeat(revision), origin, sequence: 0, waiting: null },
});

function comes(trail: Trail, from: number, text = "x"): void {
  const operation = Operation.builder().retain(from).insert(text).build();
  const step = { by: "bo", sequence: from + 1, count: 1, operation };
  trail.came({ from, steps: [step], hash: null, sequence: null, length: from + text.length });
}

test("a trail begins anew where both sides agree", () => {
  const trail = new Trail(place(0, "server"));
  expect(trail.agreed).toBe(0);
  for (let from = 0; from < 5; from++) comes(trail, from);
  trail.goOnFrom(place(5, "hash"));
  expect([trail.agreed, trail.start.revision, trail.events.length]).toEqual([5, 5, 0]);
});

test("what the device had kept is no agreement", () => {
  expect(new Trail(place(7, "device")).agreed).toBeNull();
});

test("a trail without an agreement keeps the last stretches and where they begin, and no more", () => {
  const trail = new Trail(place(0, "server"));
  let most = 0;
  for (let from = 0; from < 4 * TRAIL_EVENTS; from++) {
    comes(trail, from);
    if (trail.isFull) trail.goOnFrom(place(from + 1, "steps"));
    most = Math.max(most, trail.events.length);
    expect(trail.events.length).toBeGreaterThanOrEqual(Math.min(from, TRAIL_EVENTS - 1));
  }
  expect(most).toBeLessThan(2 * TRAIL_EVENTS);
  expect(trail.agreed, "known still").toBe(0);
  const [first] = trail.events;
  expect(first?.kind === "came" && first.from).toBe(trail.start.revision);
});

test("long texts fill it as many steps do", () => {
  const trail = new Trail(place(0, "server"));
  comes(trail, 0, "y".repeat(TRAIL_WEIGHT));
  expect(trail.isFull).toBe(true);
});

test("an operation that is sent again and again is told once", () => {
  const trail = new Trail(place(3, "server"));
  const frozen = { sequence: 1, revision: 3, operation: Operation.identity(3) };
  for (let times = 0; times < 5; times++) trail.sent(frozen);
  expect(trail.events).toEqual([{ kind: "sent", frozen }]);
});
