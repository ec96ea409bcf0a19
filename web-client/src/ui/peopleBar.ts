import type { Person } from "../sync/index";
import { paintAvatar } from "./avatar";
import { element } from "./element";

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

  show(people: readonly Person[]): void {
    const ordered = [...people].sort((left, right) => Number(right.self) - Number(left.self));
    const max = narrow.matches ? MAX_SHOWN_NARROW : MAX_SHOWN;
    const shown = ordered.length > max ? ordered.slice(0, max - 1) : ordered;
    const rest = ordered.slice(shown.length);
    const focused = this.focusedSession();
    this.element.replaceChildren(...shown.map((person) => this.item(person)));
    if (rest.length > 0) this.element.append(moreItem(rest));
    if (focused !== null) this.button(focused)?.focus();
  }

  private item(person: Person): HTMLElement {
    const button = element("button", {
      attributes: {
        type: "button",
        "data-session": person.session,
        "aria-label": person.self
          ? `You, ${person.name}: change name or colour`
          : `${person.name}: go to their cursor`,
      },
      on: {
        click: () => {
          if (person.self) this.actions.editSelf();
          else this.actions.reveal(person.session);
        },
      },
    });
    paintAvatar(button, person);
    const words = person.self ? `${person.name} (you)` : person.name;
    return element("li", { class: "person" }, button, tip(words));
  }

  private focusedSession(): string | null {
    const focused = document.activeElement;
    return this.element.contains(focused) ? (focused?.getAttribute("data-session") ?? null) : null;
  }

  private button(session: string): HTMLElement | null {
    return this.element.querySelector(`[data-session="${CSS.escape(session)}"]`);
  }
}

function moreItem(people: readonly Person[]): HTMLElement {
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
