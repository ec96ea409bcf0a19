import type { Browser } from "playwright-core";
import { CuttableProxy } from "./CuttableProxy";
import { Person } from "./Person";
import { ServerProcess } from "./ServerProcess";
import { launchChromium } from "./chromium";
import { eventually } from "./eventually";

/** A server, a browser, and people who each come through a wire of their own. */
export class Meeting {
  readonly people: Person[] = [];

  private constructor(
    readonly server: ServerProcess,
    readonly browser: Browser,
    readonly wires: readonly CuttableProxy[],
  ) {}

  static async begin(wireCount = 0, flags: readonly string[] = []): Promise<Meeting> {
    const wires = await Promise.all(Array.from({ length: wireCount }, () => CuttableProxy.start()));
    const server = await ServerProcess.start({ origins: wires.map(({ url }) => url), flags });
    for (const wire of wires) wire.leadTo(server.port);
    return new Meeting(server, await launchChromium(), wires);
  }

  /** Somebody with a name, and no page yet. */
  async arrive(name: string, color?: string): Promise<Person> {
    const person = await Person.arrive(
      this.browser,
      color === undefined ? { name } : { name, color },
    );
    this.people.push(person);
    return person;
  }

  /** Somebody who opens the document, through the wire of that number or straight. */
  async join(id: string, name: string, color: string, wire?: number): Promise<Person> {
    const person = await this.arrive(name, color);
    const url = wire === undefined ? this.server.url : this.wire(wire).url;
    await person.openDocument(url, id);
    return person;
  }

  wire(index: number): CuttableProxy {
    const wire = this.wires[index];
    if (!wire) throw new Error(`No wire ${index} of ${this.wires.length}`);
    return wire;
  }

  /** Until everybody has sent everything and sees what the server holds. Returns that text. */
  async agreement(id: string): Promise<string> {
    for (const person of this.people) await person.settled();
    const texts = await eventually(
      "everybody and the server have the same text",
      () =>
        Promise.all([this.server.content(id), ...this.people.map((person) => person.content())]),
      (seen) => seen.every((text) => text === seen[0]),
    );
    return texts[0] ?? "";
  }

  async leave(): Promise<void> {
    for (const person of this.people.splice(0)) await person.leave();
  }

  async end(): Promise<void> {
    await this.leave();
    await this.browser.close();
    for (const wire of this.wires) await wire.stop();
    await this.server.stop();
  }
}
