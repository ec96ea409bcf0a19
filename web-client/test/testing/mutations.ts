/** A planted bug: what becomes of one member. */
export type Mutant = (original: PropertyDescriptor) => PropertyDescriptor;

/** Replaces one member for as long as `run` takes. */
export async function mutated(
  target: object,
  member: string,
  mutant: Mutant,
  run: () => Promise<void>,
): Promise<void> {
  const original = Object.getOwnPropertyDescriptor(target, member)!;
  Object.defineProperty(target, member, mutant(original));
  try {
    await run();
  } finally {
    Object.defineProperty(target, member, original);
  }
}

/** A member that is a method does `instead`, and may call what it was. */
export function method(instead: (this: never, was: never, ...given: never[]) => unknown): Mutant {
  return (original) => ({
    ...original,
    value(this: never, ...given: never[]) {
      const was = (original.value as (...given: never[]) => unknown).bind(this);
      return instead.call(this, was as never, ...given);
    },
  });
}

interface Simulated {
  run(): Promise<void>;
  check(): void;
}

/** Whether the simulation of any of so many seeds fails. */
export async function anyFails(
  seeds: number,
  simulationOf: (seed: number) => Simulated,
): Promise<boolean> {
  for (let seed = 0; seed < seeds; seed++) {
    const simulation = simulationOf(seed);
    try {
      await simulation.run();
      simulation.check();
    } catch {
      return true;
    }
  }
  return false;
}
