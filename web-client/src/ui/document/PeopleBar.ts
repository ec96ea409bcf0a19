import { paintAvatar } from "../avatar";
import { element } from "../element";
import type { Identity } from "../identity";

/** Somebody else who has the document open. */
export interface Other {
  readonly session: string;
  readonly name: string;
  readonly color: string;
}

export interface PeopleActions {
  /** Somebody else was chosen: show where they are. */
  reveal(session: string): void;
  /** The person chose themselves: let them change name and colour. */
  editSelf(): void;
}

const MAX_SHOWN = 6;
const MAX_SHOWN_NARROW = 3;
const narrow = matchMedia("(width < 40rem)");

/** Who is here: the person first, then the others as they came. */
export class PeopleBar {
  readonly element = element("ul", {
    class: "people",
    attributes: { "aria-label": "People in this document" },
  });

  constructor(private readonly actions: PeopleActions) {}

  show(self: Identity, others: readonly Other[]): void {
    const max = (narrow.matches ? MAX_SHOWN_NARROW : MAX_SHOWN) - 1;
    const shown = others.length > max ? others.slice(0, max - 1) : others;
    const rest = others.slice(shown.length);
    const focused = this.focusedSession();
    this.element.replaceChildren(
      personItem(self, `${self.name} (you)`, this.selfButton(self)),
      ...shown.map((other) => personItem(other, other.name, this.otherButton(other))),
    );
    if (rest.length > 0) this.element.append(moreItem(rest));
    if (focused !== null) this.button(focused)?.focus();
  }

  private selfButton({ name }: Identity): HTMLElement {
    return element("button", {
      attributes: {
        type: "button",
        "data-session": "self",
        "aria-label": `You, ${name}: change name or colour`,
      },
      on: { click: () => this.actions.editSelf() },
    });
  }

  private otherButton({ session, name }: Other): HTMLElement {
    return element("button", {
      attributes: {
        type: "button",
        "data-session": session,
        "aria-label": `${name}: go to their cursor`,
      },
      on: { click: () => this.actions.reveal(session) },
    });
  }

  private focusedSession(): string | null {
    const focused = document.activeElement;
    return this.element.contains(focused) ? (focused?.getAttribute("data-session") ?? null) : null;
  }

  private button(session: string): HTMLElement | null {
    return this.element.querySelector(`[data-session="${CSS.escape(session)}"]`);
  }
}

function personItem(person: Identity, words: string, button: HTMLElement): HTMLElement {
  paintAvatar(button, person);
  return element("li", { class: "person" }, button, tip(words));
}

function moreItem(people: readonly Other[]): HTMLElement {
  const names = people.map(({ name }) => name).join(", ");
  return element(
    "li",
    { class: "person" },
    element(
      "span",
      {
        class: "avatar avatar-more",
        attributes: { tabindex: "0", role: "img", "aria-label": `And ${names}` },
      },
      `+${people.length}`,
    ),
    tip(names),
  );
}

/** The name under the avatar, for eyes; screen readers have it in the button's label. */
function tip(words: string): HTMLElement {
  return element("span", { class: "tip", attributes: { "aria-hidden": "true" } }, words);
}
