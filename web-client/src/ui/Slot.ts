import { element } from "./element";

/**
 * A place in the page for one thing at a time. What is there stays as long as its name is the same:
 * it keeps the focus, and screen readers do not hear it again.
 */
export class Slot {
  readonly element: HTMLElement;
  private name = "";

  constructor(attributes: Readonly<Record<string, string>> = {}) {
    this.element = element("div", { attributes });
  }

  show(name: string, make: () => HTMLElement): void {
    if (name === this.name) return;
    this.name = name;
    this.element.replaceChildren(make());
  }

  clear(): void {
    this.name = "";
    this.element.replaceChildren();
  }
}
